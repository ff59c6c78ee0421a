namespace GanAugment.Data;

/// <summary>A data set that can be asked for by name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Files">The files it is downloaded as.</param>
/// <param name="ClassNames">Class names, where the files do not hold them.</param>
internal sealed record WellKnownDataset(string Name, IReadOnlyList<DatasetFile> Files, IReadOnlyList<string>? ClassNames)
{
    private static readonly string[] IdxNames = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz",
        "t10k-labels-idx1-ubyte.gz"];

    /// <summary>Those that are downloaded.</summary>
    public static IReadOnlyList<WellKnownDataset> All { get; } =
    [
        // Xiao, Rasul, Vollgraf 2017: github.com/zalandoresearch/fashion-mnist, MIT.
        new("fashion-mnist",
            Idx(["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"],
                "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84", "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073", "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
            ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]),

        // LeCun, Cortes, Burges. The authors' page refuses most downloads, so two public mirrors of the same files come first.
        new("mnist",
            Idx(["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/", "http://yann.lecun.com/exdb/mnist/"],
                "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609", "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6", "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
            ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),

        // Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images".
        new("cifar10",
            [new("cifar-10-binary.tar.gz", "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                [new("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz")])],
            null),
    ];

    private static DatasetFile[] Idx(string[] folders, params string[] sha256)
        => [.. IdxNames.Zip(sha256, (name, hash) => new DatasetFile(name, hash, [.. folders.Select(folder => new Uri(folder + name))]))];
}
