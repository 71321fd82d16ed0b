using InvestmentFair.Access;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

public sealed partial class Verification
{
    private static async Task<IReadOnlyList<Tally>> LinksAsync(FairDbContext db, CancellationToken cancel)
    {
        var links = new Tally("links", "个人链接只存摘要，一人一届一种至多一个在用，其人或会场都在", "Of personal links digests are kept, one of a kind and fair stands for each, and whose they are is there");
        var people = (await db.People.Select(p => p.Id).ToListAsync(cancel)).ToHashSet();
        var halls = await db.Halls.ToDictionaryAsync(h => h.Id, h => h.FairId, cancel);
        var standing = new HashSet<(Guid Fair, LinkKind Kind, Guid Subject)>();
        foreach (var link in await db.Links.OrderBy(l => l.Number).ToListAsync(cancel))
        {
            links.Expect(link.KeyHash is null or { Length: 64 } && link.KeyHash is null == link.RevokedAt is not null && link.RevokedAt is null == link.RevokedBy is null,
                () => Language.Say($"链接 {link.Number} 未按摘要保存，或停用与摘要不符", $"Link {link.Number}: what is kept of it is no digest, or it is revoked and opens"));
            links.Also(link.RevokedAt is not null || standing.Add((link.FairId, link.Kind, link.SubjectId)),
                () => Language.Say($"链接 {link.Number} 之外另有一个在用", $"Link {link.Number} is not the only one of its kind that stands"));
            links.Also(link.Kind is LinkKind.Board ? halls.GetValueOrDefault(link.SubjectId) == link.FairId : people.Contains(link.SubjectId),
                () => Language.Say($"链接 {link.Number} 的人员或会场不在", $"Link {link.Number}: whose it is, is not there"));
        }

        return [links];
    }
}
