// TorchSharp's operators make numbers of their own for what libtorch reads ("a + b" is a + 1·b), and a collection that another thread starts meanwhile
// may free such a number under libtorch's hands: the operator then fails. Where the computing thread alone makes garbage, collections fall between operators.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
