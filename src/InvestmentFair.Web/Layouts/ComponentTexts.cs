using InvestmentFair.Kernel;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace InvestmentFair.Web.Layouts;

/// <summary>The component library's own words, in Chinese; it speaks English by itself.</summary>
public sealed class ComponentTexts : MudLocalizer
{
    private static readonly Dictionary<string, string> Chinese = new()
    {
        ["MudDialog_Close"] = "关闭",
        ["MudInput_Clear"] = "清除",
        ["MudInput_Increment"] = "增加",
        ["MudInput_Decrement"] = "减少",
        ["MudSnackbar_Close"] = "关闭",
        ["MudAlert_Close"] = "关闭",
        ["MudAutocomplete_OpenMenu"] = "打开选项",
        ["MudAutocomplete_CloseMenu"] = "收起选项",
        ["MudNavGroup_ToggleExpand"] = "展开或收起",
        ["MudExpansionPanel_Expand"] = "展开",
        ["MudChip_Close"] = "移除",
    };

    public override LocalizedString this[string key] =>
        !Language.IsEnglish && Chinese.TryGetValue(key, out var text) ? new LocalizedString(key, text) : new LocalizedString(key, key, resourceNotFound: true);
}
