using System.Collections;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Modules that are registered under their places.</summary>
        public class ModuleList<T> : nn.Module, IList<T> where T : nn.Module
        {
            private readonly List<T> items = new();

            public ModuleList(params T[] modules) : base(nameof(ModuleList<T>)) => extend(modules);

            public T this[int index]
            {
                get => items[index];
                set
                {
                    items[index] = value;
                    Renumber();
                }
            }

            public int Count => items.Count;
            public bool IsReadOnly => false;

            public void Add(T item)
            {
                items.Add(item);
                register_module((items.Count - 1).ToString(), item);
            }

            public void append(params T[] parameters) => extend(parameters);

            public void extend(IEnumerable<T> modules)
            {
                foreach (var module in modules) Add(module);
            }

            public void Insert(int index, T item)
            {
                items.Insert(index, item);
                Renumber();
            }

            public bool Remove(T item)
            {
                bool removed = items.Remove(item);
                Renumber();
                return removed;
            }

            public void RemoveAt(int index)
            {
                items.RemoveAt(index);
                Renumber();
            }

            public void Clear()
            {
                items.Clear();
                ClearModules();
            }

            public bool Contains(T item) => items.Contains(item);
            public int IndexOf(T item) => items.IndexOf(item);
            public void CopyTo(T[] array, int arrayIndex) => items.CopyTo(array, arrayIndex);
            public IEnumerator<T> GetEnumerator() => items.GetEnumerator();
            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

            protected override void RegisterComponents() { }

            private void Renumber()
            {
                ClearModules();
                for (int i = 0; i < items.Count; i++) register_module(i.ToString(), items[i]);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => new(modules);
        }
    }
}
