// Gradients: the flags of a tensor, the two entry points of autograd, the switches of the calling thread.
#include "shim.h"

#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

using shim::guarded;
using shim::tensor;

namespace {

torch::autograd::variable_list variables(void** handles, int32_t count) {
  torch::autograd::variable_list list;
  list.reserve(count);
  for (int32_t i = 0; i < count; i++) list.push_back(handles[i] ? tensor(handles[i]) : at::Tensor());
  return list;
}

}  // namespace

SHIM int32_t shim_requires_grad(void* t) { return guarded<int32_t>(-1, [&] { return tensor(t).requires_grad() ? 1 : 0; }); }
SHIM int32_t shim_set_requires_grad(void* t, int32_t value) {
  return guarded<int32_t>(-1, [&] {
    tensor(t).set_requires_grad(value != 0);
    return 0;
  });
}
SHIM int32_t shim_is_leaf(void* t) { return guarded<int32_t>(-1, [&] { return tensor(t).is_leaf() ? 1 : 0; }); }

// Null where there is no gradient yet.
SHIM void* shim_grad(void* t) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto& gradient = tensor(t).mutable_grad();
    return gradient.defined() ? shim::handle(gradient) : nullptr;
  });
}
SHIM int32_t shim_set_grad(void* t, void* gradient) {
  return guarded<int32_t>(-1, [&] {
    tensor(t).mutable_grad() = gradient ? tensor(gradient) : at::Tensor();
    return 0;
  });
}

SHIM int32_t shim_backward(void** tensors, int32_t count, void** gradients, int32_t gradientCount, int32_t retain, int32_t create,
                           void** inputs, int32_t inputCount) {
  return guarded<int32_t>(-1, [&] {
    torch::autograd::backward(variables(tensors, count), variables(gradients, gradientCount), retain != 0, create != 0, variables(inputs, inputCount));
    return 0;
  });
}

// `results` has room for one handle per input; null where an unused input was allowed.
SHIM int32_t shim_gradients(void** outputs, int32_t outputCount, void** inputs, int32_t inputCount, void** gradients, int32_t gradientCount,
                            int32_t retain, int32_t create, int32_t allowUnused, void** results) {
  return guarded<int32_t>(-1, [&] {
    auto list = torch::autograd::grad(variables(outputs, outputCount), variables(inputs, inputCount), variables(gradients, gradientCount),
                                      retain != 0, create != 0, allowUnused != 0);
    for (size_t i = 0; i < list.size(); i++) results[i] = list[i].defined() ? shim::handle(list[i]) : nullptr;
    return static_cast<int32_t>(list.size());
  });
}

SHIM int32_t shim_grad_enabled() { return c10::GradMode::is_enabled() ? 1 : 0; }
SHIM void shim_set_grad_enabled(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }
SHIM int32_t shim_inference_enabled() { return c10::InferenceMode::is_enabled() ? 1 : 0; }
SHIM void* shim_inference_enter(int32_t enabled) { return guarded<void*>(nullptr, [&] { return new c10::InferenceMode(enabled != 0); }); }
SHIM void shim_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }
