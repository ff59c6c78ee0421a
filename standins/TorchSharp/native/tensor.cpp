// What is not an operator: the life of a tensor handle, its description, its memory.
#include "shim.h"

using shim::guarded;
using shim::tensor;

// A second handle on the same tensor.
SHIM void* shim_tensor_alias(void* t) { return guarded<void*>(nullptr, [&] { return shim::handle(tensor(t)); }); }
SHIM void shim_tensor_free(void* t) { delete static_cast<at::Tensor*>(t); }

SHIM int64_t shim_tensor_dim(void* t) { return guarded<int64_t>(-1, [&] { return tensor(t).dim(); }); }
SHIM int64_t shim_tensor_numel(void* t) { return guarded<int64_t>(-1, [&] { return tensor(t).numel(); }); }
SHIM int64_t shim_tensor_element_size(void* t) { return guarded<int64_t>(-1, [&] { return static_cast<int64_t>(tensor(t).element_size()); }); }
SHIM int64_t shim_tensor_storage_offset(void* t) { return guarded<int64_t>(-1, [&] { return tensor(t).storage_offset(); }); }
SHIM int32_t shim_tensor_type(void* t) { return guarded<int32_t>(-1, [&] { return static_cast<int32_t>(tensor(t).scalar_type()); }); }
SHIM int64_t shim_tensor_device(void* t) { return guarded<int64_t>(-1, [&] { return shim::code(tensor(t).device()); }); }
SHIM int32_t shim_tensor_is_contiguous(void* t) { return guarded<int32_t>(-1, [&] { return tensor(t).is_contiguous() ? 1 : 0; }); }
SHIM int32_t shim_tensor_is_sparse(void* t) { return guarded<int32_t>(-1, [&] { return tensor(t).is_sparse() ? 1 : 0; }); }
SHIM void* shim_tensor_data(void* t) { return guarded<void*>(nullptr, [&] { return tensor(t).data_ptr(); }); }

SHIM int32_t shim_tensor_sizes(void* t, int64_t* sizes) {
  return guarded<int32_t>(-1, [&] {
    auto shape = tensor(t).sizes();
    std::copy(shape.begin(), shape.end(), sizes);
    return 0;
  });
}

SHIM int32_t shim_tensor_strides(void* t, int64_t* strides) {
  return guarded<int32_t>(-1, [&] {
    auto steps = tensor(t).strides();
    std::copy(steps.begin(), steps.end(), strides);
    return 0;
  });
}

// A tensor on memory that the caller pinned; `release` is called with `owner` when the last alias dies, on whichever thread that happens.
SHIM void* shim_tensor_from_memory(void* data, const int64_t* sizes, int32_t dimensions, int32_t type, void (*release)(void*), void* owner) {
  return guarded<void*>(nullptr, [&] {
    auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(type));
    return shim::handle(at::from_blob(data, at::IntArrayRef(sizes, dimensions), [release, owner](void*) { release(owner); }, options));
  });
}
