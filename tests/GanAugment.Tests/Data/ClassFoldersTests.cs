using GanAugment.Data;

namespace GanAugment.Tests.Data;

public class ClassFoldersTests
{
    [Fact]
    public void A_class_keeps_its_name_where_a_folder_can_have_it() =>
        Assert.Equal(["cat", "Straße 1", "a.b_c-d"], ClassFolders.Of(["cat", "Straße 1", "a.b_c-d"]));

    [Fact]
    public void What_some_system_refuses_is_replaced() =>
        Assert.Equal(["_.._etc", "half_half", "_con.txt", "_", "dots"], ClassFolders.Of(["/../etc", "half/half", "con.txt", "..", "dots. "]));

    [Fact]
    public void Classes_never_share_a_folder_and_plain_names_go_first() =>
        Assert.Equal(["a_b-2", "a_b", "A_B-3", "c_-2", "c_"], ClassFolders.Of(["a/b", "a_b", "A:B", "c/", "c_"]));
}
