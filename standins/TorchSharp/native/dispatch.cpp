// Calls any operator that libtorch registers, by its schema name. Arguments are converted to what the schema of the library at hand asks for,
// so a signature that grew an argument between versions is served by its default.
#include "shim.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/stack.h>

namespace shim {
namespace {

c10::TypePtr plain(c10::TypePtr type) {
  while (type->kind() == c10::TypeKind::OptionalType) type = type->castRaw<c10::OptionalType>()->getElementType();
  return type;
}

c10::IValue list(const Value& value, const c10::Type& element) {
  if (element.kind() == c10::TypeKind::OptionalType) {
    // Untyped on purpose: what c10 calls an optional differs between versions.
    c10::impl::GenericList tensors(c10::OptionalType::ofTensor());
    auto** handles = static_cast<void**>(value.pointer);
    for (int32_t i = 0; i < value.count; i++) tensors.push_back(handles[i] ? c10::IValue(tensor(handles[i])) : c10::IValue());
    return tensors;
  }
  if (value.kind == TensorList) {
    c10::List<at::Tensor> tensors;
    auto** handles = static_cast<void**>(value.pointer);
    for (int32_t i = 0; i < value.count; i++) tensors.push_back(tensor(handles[i]));
    return tensors;
  }
  bool real = element.kind() == c10::TypeKind::FloatType;
  if (real) {
    c10::List<double> numbers;
    if (value.kind == RealList) for (int32_t i = 0; i < value.count; i++) numbers.push_back(static_cast<double*>(value.pointer)[i]);
    else for (int32_t i = 0; i < value.count; i++) numbers.push_back(static_cast<double>(static_cast<int64_t*>(value.pointer)[i]));
    return numbers;
  }
  c10::List<int64_t> numbers;
  numbers.reserve(value.count);
  for (int32_t i = 0; i < value.count; i++) numbers.push_back(static_cast<int64_t*>(value.pointer)[i]);
  return numbers;
}

c10::IValue argument(const Value& value, const c10::Argument& wanted) {
  switch (value.kind) {
    case Default:
      if (wanted.default_value()) return *wanted.default_value();
      return c10::IValue();
    case None: return c10::IValue();
    case Tensor: return tensor(value.pointer);
    case Int: {
      auto type = plain(wanted.type());
      if (type->kind() == c10::TypeKind::FloatType) return static_cast<double>(value.integer);
      if (type->kind() == c10::TypeKind::ListType) {
        c10::List<int64_t> one;
        one.push_back(value.integer);
        return one;
      }
      return value.integer;
    }
    case Real: return value.real;
    case Bool: return value.integer != 0;
    case IntList:
    case RealList:
    case TensorList: return list(value, *plain(wanted.type())->castRaw<c10::ListType>()->getElementType());
    case Text: return std::string(static_cast<const char*>(value.pointer), value.count);
    case DeviceKind: return device(value.integer);
    case GeneratorKind: return *static_cast<at::Generator*>(value.pointer);
  }
  TORCH_CHECK(false, "argument of unknown kind ", value.kind);
}

Value result(const c10::IValue& value) {
  Value r{None, 0, {nullptr}};
  if (value.isTensor()) {
    if (value.toTensor().defined()) { r.kind = Tensor; r.pointer = handle(value.toTensor()); }
  } else if (value.isTensorList()) {
    auto tensors = value.toTensorVector();
    auto** handles = new void*[tensors.size()];
    for (size_t i = 0; i < tensors.size(); i++) handles[i] = handle(std::move(tensors[i]));
    r.kind = TensorList; r.count = static_cast<int32_t>(tensors.size()); r.pointer = handles;
  } else if (value.isBool()) { r.kind = Bool; r.integer = value.toBool();
  } else if (value.isInt()) { r.kind = Int; r.integer = value.toInt();
  } else if (value.isDouble()) { r.kind = Real; r.real = value.toDouble();
  } else {
    TORCH_CHECK(value.isNone(), "a result of a kind that has no managed form");
  }
  return r;
}

}  // namespace
}  // namespace shim

SHIM void* shim_operator(const char* name, const char* overload) {
  return shim::guarded<void*>(nullptr, [&]() -> void* {
    return new c10::OperatorHandle(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload));
  });
}

// Returns the number of results, or -1 after an error.
SHIM int32_t shim_call(void* op, const shim::Value* arguments, int32_t count, shim::Value* results, int32_t capacity) {
  return shim::guarded<int32_t>(-1, [&]() -> int32_t {
    auto& handle = *static_cast<c10::OperatorHandle*>(op);
    auto& wanted = handle.schema().arguments();
    TORCH_CHECK(static_cast<size_t>(count) <= wanted.size(), handle.schema().name(), " takes ", wanted.size(), " arguments, not ", count);
    torch::jit::Stack stack;
    stack.reserve(wanted.size());
    const shim::Value missing{shim::Default, 0, {nullptr}};
    for (size_t i = 0; i < wanted.size(); i++) stack.push_back(shim::argument(i < static_cast<size_t>(count) ? arguments[i] : missing, wanted[i]));
    handle.callBoxed(&stack);
    TORCH_CHECK(stack.size() <= static_cast<size_t>(capacity), handle.schema().name(), " has ", stack.size(), " results");
    for (size_t i = 0; i < stack.size(); i++) results[i] = shim::result(stack[i]);
    return static_cast<int32_t>(stack.size());
  });
}

SHIM void shim_free_list(void** handles) { delete[] handles; }
