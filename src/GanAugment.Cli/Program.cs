System.Console.WriteLine("ganaugment");
