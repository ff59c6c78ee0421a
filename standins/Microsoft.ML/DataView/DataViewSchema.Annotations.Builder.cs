using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    public sealed partial class Annotations
    {
        public sealed class Builder
        {
            private readonly List<(string Name, DataViewType Type, Delegate Getter, Annotations Annotations)> _items = [];

            public void Add(Annotations annotations, Func<string, bool> selector)
            {
                if (annotations is null)
                    return;
                ArgumentNullException.ThrowIfNull(selector);
                foreach (Column column in annotations.Schema.Where(column => selector(column.Name)))
                    _items.Add((column.Name, column.Type, annotations.GetterAt(column.Index), column.Annotations));
            }

            public void Add<TValue>(string name, DataViewType type, ValueGetter<TValue> getter, Annotations annotations = null)
            {
                CheckNamed(name, type);
                ArgumentNullException.ThrowIfNull(getter);
                CheckRaw<TValue>(type);
                _items.Add((name, type, getter, annotations));
            }

            public void Add(string name, DataViewType type, Delegate getter, Annotations annotations = null)
            {
                CheckNamed(name, type);
                ArgumentNullException.ThrowIfNull(getter);
                Type expected = typeof(ValueGetter<>).MakeGenericType(type.RawType);
                if (!expected.IsInstanceOfType(getter))
                    throw new ArgumentException($"{nameof(getter)} must be of type '{expected.FullName}'", nameof(getter));
                _items.Add((name, type, getter, annotations));
            }

            public void AddPrimitiveValue<TValue>(string name, PrimitiveDataViewType type, TValue value, Annotations annotations = null)
            {
                CheckNamed(name, type);
                CheckRaw<TValue>(type);
                Add(name, type, (ref TValue target) => target = value, annotations);
            }

            public Annotations ToAnnotations()
            {
                var schema = new DataViewSchema.Builder();
                foreach (var item in _items)
                    schema.AddColumn(item.Name, item.Type, item.Annotations);
                return new Annotations(schema.ToSchema(), [.. _items.Select(item => item.Getter)]);
            }

            private static void CheckNamed(string name, DataViewType type)
            {
                if (string.IsNullOrEmpty(name))
                    throw new ArgumentNullException(nameof(name));
                ArgumentNullException.ThrowIfNull(type);
            }

            private static void CheckRaw<TValue>(DataViewType type)
            {
                if (type.RawType != typeof(TValue))
                    throw new ArgumentException($"type.RawType must be of type '{typeof(TValue).FullName}'.", nameof(type));
            }
        }
    }
}
