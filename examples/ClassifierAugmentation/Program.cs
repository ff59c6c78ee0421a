Console.WriteLine("ClassifierAugmentation");
