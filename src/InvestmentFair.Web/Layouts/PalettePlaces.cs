using InvestmentFair.Access;
using InvestmentFair.Palette;
using InvestmentFair.People;
using InvestmentFair.Search;
using InvestmentFair.Web.Texts;

namespace InvestmentFair.Web.Layouts;

/// <summary>A page or an action to jump to.</summary>
public sealed record PalettePlace(string Title, string Address)
{
    public string PinyinKey => Pinyin.KeyOfName(Title);

    /// <summary>What else it is looked for by: what it does, and what others call it.</summary>
    public string Also { get; init; } = "";

    public bool IsFoundBy(SearchWords words) => words.AreIn(Also.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(new SearchText().Words(Title).Pinyin(PinyinKey), (text, also) => text.Words(also).Pinyin(Pinyin.KeyOfName(also))).Tokens);
}

/// <summary>The pages of the menu and what is done most, as far as this reader may.</summary>
public static class PalettePlaces
{
    private const int Most = 5;

    public static IReadOnlyList<PalettePlace> Acts(Actor actor, string fair, bool isArchived) =>
    [
        .. new (string Text, string Address, Permission[] Permissions)[]
        {
            (NounTexts.NewGuest, $"/console/{fair}/guests/new", [Permission.ManageDelegations]),
            (NounTexts.NewDelegation, $"/console/{fair}/delegations/new", [Permission.ManageDelegations]),
            (NounTexts.NewInvitation, $"/console/{fair}/invitations/new", [Permission.ManageInvitations]),
            (NounTexts.NewProject, $"/console/{fair}/projects/new", [Permission.ManageProjects]),
            (NounTexts.NewPlant, $"/console/{fair}/plants/new", [Permission.ManageProjects]),
            (NounTexts.NewInvestor, $"/console/{fair}/investors/new", [Permission.ManageInvestors]),
            (EnquiryTexts.New, $"/console/{fair}/enquiries/new", [Permission.AnswerEnquiries]),
            (NounTexts.NewRequest, $"/console/{fair}/requests/new", [Permission.ManageMeetings]),
            (NounTexts.NewAvailability, $"/console/{fair}/availability/new", [Permission.ManageMeetings]),
            (RunTexts.Late, $"/console/{fair}/late", [Permission.ManageMeetings]),
            (ReleaseTexts.New, $"/console/{fair}/releases/new", [Permission.PublishTimetable]),
            (ReleaseTexts.CallList, $"/console/{fair}/documents/call-list", [Permission.ExportData, Permission.ViewContacts]),
            (NounTexts.NewDeal, "/console/deals/new", [Permission.ManageDeals]),
            (PaletteTexts.ImportGuests, $"/console/{fair}/imports/guests", [Permission.ImportData, Permission.ManageDelegations]),
            (PaletteTexts.ImportWishes, $"/console/{fair}/imports/wishes", [Permission.ImportData, Permission.ManageMeetings]),
            (PaletteTexts.ImportAvailability, $"/console/{fair}/imports/availability", [Permission.ImportData, Permission.ManageMeetings]),
            (PaletteTexts.ImportProjects, $"/console/{fair}/imports/projects", [Permission.ImportData, Permission.ManageProjects]),
        }.Where(a => a.Permissions.All(p => actor.May(p) && !(isArchived && p.EndsWithFair()))).Select(a => new PalettePlace(a.Text, a.Address)),
        new PalettePlace(AccountTexts.ChangePassword, "/account/password"),
        new PalettePlace(AccountTexts.Logout, "/account/logout"),
    ];

    public static IReadOnlyList<PalettePlace> Find(Actor actor, string fair, bool isArchived, string typed)
    {
        var (words, order, also) = (SearchWords.Read(typed), new PaletteOrder(typed, fair), PaletteTexts.Also);
        var pages = StaffMenu.EntriesOf(fair).SelectMany(g => g.Entries).Where(e => actor.May(e.Permission)).Select(e => new PalettePlace(e.Text, e.Address));
        return [.. pages.Concat(Acts(actor, fair, isArchived)).Select(p => p.Address.StartsWith($"/console/{fair}/", StringComparison.Ordinal) ? p with { Also = also.GetValueOrDefault(p.Address[$"/console/{fair}".Length..], "") } : p).Where(p => p.IsFoundBy(words)).OrderBy(p => Nearness(order, p)).ThenBy(p => !(p with { Also = "" }).IsFoundBy(words)).Take(Most)];
    }

    public static int Nearness(PaletteOrder order, PalettePlace place) => order.Nearness(place.Title, null, place.PinyinKey);
}
