// The library as a whole: errors, version, threads, devices, numeric switches.
#include "shim.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <torch/version.h>

namespace {

thread_local std::string message;

}  // namespace

namespace shim {

void fail(const char* text) { message = text; }

}  // namespace shim

using shim::guarded;

// The text stays valid until the next error of this thread.
SHIM const char* shim_error() { return message.c_str(); }
SHIM const char* shim_version() { return TORCH_VERSION; }

SHIM int32_t shim_threads() { return at::get_num_threads(); }
SHIM int32_t shim_set_threads(int32_t count) { return guarded<int32_t>(-1, [&] { at::set_num_threads(count); return 0; }); }
SHIM int32_t shim_interop_threads() { return static_cast<int32_t>(at::get_num_interop_threads()); }
SHIM int32_t shim_set_interop_threads(int32_t count) { return guarded<int32_t>(-1, [&] { at::set_num_interop_threads(count); return 0; }); }

SHIM int32_t shim_cuda_available() { return guarded<int32_t>(0, [&] { return at::hasCUDA() ? 1 : 0; }); }
SHIM int32_t shim_cudnn_available() { return guarded<int32_t>(0, [&] { return at::hasCUDA() && at::globalContext().hasCuDNN() ? 1 : 0; }); }
SHIM int32_t shim_cuda_count() {
  return guarded<int32_t>(0, [&] { return at::hasCUDA() ? static_cast<int32_t>(c10::impl::VirtualGuardImpl(at::kCUDA).deviceCount()) : 0; });
}
SHIM int32_t shim_cuda_manual_seed(int64_t seed, int64_t device) {
  return guarded<int32_t>(-1, [&] {
    auto generator = at::globalContext().defaultGenerator(shim::device(device));
    generator.set_current_seed(static_cast<uint64_t>(seed));
    return 0;
  });
}
SHIM int32_t shim_cuda_synchronize(int64_t device) {
  return guarded<int32_t>(-1, [&] {
    auto d = shim::device(device);
    c10::impl::VirtualGuardImpl implementation(d.type());
    if (!d.has_index()) d = implementation.getDevice();
    implementation.getStream(d).synchronize();
    return 0;
  });
}

SHIM void shim_allow_tf32_matmul(int32_t allow) { at::globalContext().setAllowTF32CuBLAS(allow != 0); }
SHIM int32_t shim_tf32_matmul() { return at::globalContext().allowTF32CuBLAS() ? 1 : 0; }
SHIM void shim_allow_tf32_cudnn(int32_t allow) { at::globalContext().setAllowTF32CuDNN(allow != 0); }
SHIM int32_t shim_tf32_cudnn() { return at::globalContext().allowTF32CuDNN() ? 1 : 0; }
SHIM int32_t shim_deterministic() { return at::globalContext().deterministicAlgorithms() ? 1 : 0; }
SHIM int32_t shim_set_deterministic(int32_t on, int32_t warn) {
  return guarded<int32_t>(-1, [&] {
    at::globalContext().setDeterministicAlgorithms(on != 0, warn != 0);
    return 0;
  });
}
