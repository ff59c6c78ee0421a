// The C boundary between the managed TorchSharp surface and libtorch. Only the part of the API that libtorch 1.13 … 2.11 share is used:
// the operator dispatcher, autograd's free functions, generators and a few context switches.
#pragma once

#include <ATen/ATen.h>
#include <cstdint>
#include <exception>
#include <string>

#define SHIM extern "C" __attribute__((visibility("default")))

namespace shim {

// One argument or result of an operator. `count` is the length of the list kinds; `bits` is a double where kind is Real.
enum Kind : int32_t {
  None = 0, Tensor = 1, Int = 2, Real = 3, Bool = 4, IntList = 5, RealList = 6, TensorList = 7, Text = 8, DeviceKind = 9, GeneratorKind = 10, Default = 11
};

struct Value {
  int32_t kind;
  int32_t count;
  union {
    void* pointer;
    int64_t integer;
    double real;
  };
};
static_assert(sizeof(Value) == 16, "the managed struct has the same layout");

void fail(const char* message);

// Exceptions must not cross the boundary: the text is kept for the calling thread and the managed side throws it.
template <typename T, typename F>
T guarded(T otherwise, F&& body) {
  try {
    return body();
  } catch (const c10::Error& e) {
    fail(e.what_without_backtrace());
  } catch (const std::exception& e) {
    fail(e.what());
  } catch (...) {
    fail("unknown native error");
  }
  return otherwise;
}

inline at::Tensor& tensor(void* handle) { return *static_cast<at::Tensor*>(handle); }
inline void* handle(at::Tensor value) { return new at::Tensor(std::move(value)); }

// Devices cross as type in the low byte and index + 1 above it, so that "no index" is zero.
inline at::Device device(int64_t code) { return at::Device(static_cast<at::DeviceType>(code & 0xff), static_cast<at::DeviceIndex>((code >> 8) - 1)); }
inline int64_t code(const at::Device& device) { return static_cast<int64_t>(device.type()) | (static_cast<int64_t>(device.index()) + 1) << 8; }

}  // namespace shim
