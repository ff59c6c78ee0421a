using TorchSharp;

namespace GanAugment.Training.Tests;

public class ThreadScopeTests
{
    [Fact]
    public void A_number_holds_for_the_time_of_a_training_and_is_put_back()
    {
        int before = torch.get_num_threads();
        using (new ThreadScope(before + 1)) Assert.Equal(before + 1, torch.get_num_threads());
        Assert.Equal(before, torch.get_num_threads());
        using (new ThreadScope(null)) Assert.Equal(before, torch.get_num_threads());
    }
}
