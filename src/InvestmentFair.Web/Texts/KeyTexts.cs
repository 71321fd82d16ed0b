using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>What can be done by keyboard, as the help says it.</summary>
public static class KeyTexts
{
    public static string Title => Say("快捷键", "Keys");
    public static string Close => Say("关闭", "Close");
    public static string Switch => Say("启用单键快捷键（字母和标点；输入框中不起作用）", "Single-key shortcuts are on (letters and signs; never while you type)");

    public static string Everywhere => Say("任何页面", "On every page");
    public static string Find => Say("查找人员、项目、页面和操作", "Find people, projects, pages and acts");
    public static string Help => Say("显示这份说明", "Show this help");
    public static string Away => Say("关闭侧栏、菜单、对话框或取消选择", "Close the side, a menu, a dialog, or choose none");

    public static string List => Say("列表", "In a list");
    public static string Move => Say("下一行、上一行", "Next row, row before");
    public static string Open => Say("在侧栏打开该行", "Open the row at the side");
    public static string Choose => Say("选中或取消该行", "Choose the row or not");
    public static string EditMany => Say("批量修改（未选时为该行）", "Edit the rows chosen, or this one");
    public static string Note => Say("写备注", "Notes of the row");
    public static string Search => Say("到搜索框", "To the search");
    public static string Turn => Say("下一页、上一页", "Next page, page before");

    public static string Cells => Say("单元格（有修改权限的列）", "In the cells that can be edited");
    public static string IntoCell => Say("从行进入单元格，左右移动；最左再按回到行", "From the row into its cells, left and right; left of the first is the row");
    public static string EditCell => Say("修改单元格；直接输入则重新填写", "Edit the cell; typing writes it anew");
    public static string Paste => Say("粘贴；多行依次填入下面各行", "Paste; several lines go down the rows");
    public static string KeepDown => Say("保存并到下一行、上一行", "Save and go to the next row, the row before");
    public static string KeepRight => Say("保存并到右边、左边一格", "Save and go right, left");
    public static string Drop => Say("放弃修改，恢复原值", "Let it be as it was");
    public static string NewLine => Say("在长文字中换行", "A new line in a long text");
    public static string Clear => Say("清空选项（输入为空时）", "Empty a choice, while nothing is typed");
    public static string Undo => Say("撤销刚才保存的一格，可连续撤销", "Take back the last cell saved, and the ones before");

    public static string Board => Say("排期", "On the board");
    public static string MoveOnBoard => Say("在待排或时间表中移动", "Move in the tray or on the grid");
    public static string ChooseCard => Say("选定卡片；排入空位", "Choose the card; place it there");
    public static string LockCard => Say("锁定、解除锁定", "Lock it, unlock it");
    public static string SwapCard => Say("选定的与此互换", "Let the chosen one and this change places");
    public static string TakeOffCard => Say("放回待排", "Back to the tray");
    public static string UndoOnBoard => Say("撤销自己刚做的一步；再做一次", "Take back the last step of your own; do it again");
    public static string ToTray => Say("到待排的查找框", "To the search of the tray");
    public static string ChooseNone => Say("取消选择", "Choose none");

    public static string Form => Say("表单", "In a form");
    public static string Pick => Say("在候选中移动、选定", "Move among what is offered, choose");
    public static string Submit => Say("保存（光标在单行输入框时）", "Save, from a field of one line");
    public static string Next => Say("下一项、上一项", "Next field, field before");
}
