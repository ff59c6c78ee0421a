// Generators. A stream is the engine's own: equal seeds give the streams of Python's torch of the same libtorch.
#include "shim.h"

#include <ATen/Context.h>
#include <ATen/core/Generator.h>

#include <mutex>

using shim::guarded;

namespace {

at::Generator& generator(void* handle) { return *static_cast<at::Generator*>(handle); }

}  // namespace

SHIM void shim_manual_seed(int64_t seed) { guarded<int32_t>(-1, [&] { at::manual_seed(static_cast<uint64_t>(seed)); return 0; }); }

SHIM void* shim_generator_default(int64_t device) {
  return guarded<void*>(nullptr, [&] { return new at::Generator(at::globalContext().defaultGenerator(shim::device(device))); });
}

SHIM void* shim_generator_new(uint64_t seed, int64_t device) {
  return guarded<void*>(nullptr, [&] {
    at::Generator original = at::globalContext().defaultGenerator(shim::device(device));
    at::Generator copy;
    {
      std::lock_guard<std::mutex> lock(original.mutex());
      copy = original.clone();
    }
    copy.set_current_seed(seed);
    return new at::Generator(std::move(copy));
  });
}

SHIM void shim_generator_free(void* handle) { delete static_cast<at::Generator*>(handle); }

SHIM int32_t shim_generator_manual_seed(void* handle, int64_t seed) {
  return guarded<int32_t>(-1, [&] {
    std::lock_guard<std::mutex> lock(generator(handle).mutex());
    generator(handle).set_current_seed(static_cast<uint64_t>(seed));
    return 0;
  });
}

SHIM int64_t shim_generator_seed(void* handle) {
  return guarded<int64_t>(-1, [&] {
    std::lock_guard<std::mutex> lock(generator(handle).mutex());
    return static_cast<int64_t>(generator(handle).seed());
  });
}

SHIM int64_t shim_generator_initial_seed(void* handle) { return guarded<int64_t>(-1, [&] { return static_cast<int64_t>(generator(handle).current_seed()); }); }

SHIM void* shim_generator_get_state(void* handle) {
  return guarded<void*>(nullptr, [&] {
    std::lock_guard<std::mutex> lock(generator(handle).mutex());
    return shim::handle(generator(handle).get_state());
  });
}

SHIM int32_t shim_generator_set_state(void* handle, void* state) {
  return guarded<int32_t>(-1, [&] {
    std::lock_guard<std::mutex> lock(generator(handle).mutex());
    generator(handle).set_state(shim::tensor(state));
    return 0;
  });
}
