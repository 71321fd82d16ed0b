using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Staff.Meetings;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace InvestmentFair.Benchmarks;

/// <summary>The board of 80 tables and 20 slots: read, where one card fits and why elsewhere not, and both drawn. Each to be under 100 ms.</summary>
internal static class BoardMeasure
{
    private const double Target = 100;
    private const int Runs = 60;

    public static async Task<int> RunAsync()
    {
        var targets = new Targets();
        var actor = new Actor(Guid.CreateVersion7(), "benchmark", Role.Organizer);
        var clock = new FairClock(TimeProvider.System);
        foreach (var (name, crowd) in await Crowd.OnBothAsync())
        {
            await using (crowd)
            {
                Console.WriteLine($"{name}, {CrowdedBoard.Tables} x {CrowdedBoard.Slots}, {CrowdedBoard.Placed} placed, {CrowdedBoard.Waiting} waiting");
                await CrowdedBoard.AddAsync(crowd.Contexts, crowd.Person);
                var queries = new BoardQueries(crowd.Contexts, clock);
                var board = (await queries.BoardAsync(actor, CrowdedBoard.Fair, CancellationToken.None))!;
                if (board.Placed.Count != CrowdedBoard.Placed || board.Tray.Count != CrowdedBoard.Waiting) throw new InvalidOperationException($"{board.Placed.Count} placed, {board.Tray.Count} waiting");
                var cards = board.Tray.Concat(board.Placed).Where((_, i) => i % (board.Placed.Count / Runs) == 0).ToList();
                await SayAsync((targets, name), "load", cards, _ => queries.BoardAsync(actor, CrowdedBoard.Fair, CancellationToken.None));
                var again = board;
                await SayAsync((targets, name), "nothing changed, read again", cards, async _ => again = (await queries.BoardAsync(actor, CrowdedBoard.Fair, CancellationToken.None, again))!);
                await SayAsync((targets, name), "verdicts", cards, card => queries.VerdictsAsync(actor, CrowdedBoard.Fair, card.Id, CancellationToken.None));
                var schedule = new ScheduleQueries(crowd.Contexts, clock);
                // Told when it is there, beside the board: nobody waits for it.
                await SayAsync((new Targets(), name), "why the tray waits", cards, _ => schedule.WaitingAsync(actor, CrowdedBoard.Fair, CancellationToken.None));
                var (desk, releases) = (new ScheduleDesk(crowd.Contexts, clock), new ReleaseQueries(crowd.Contexts));
                await SayAsync((targets, name), "what others did", cards, _ => queries.ChangesAsync(actor, board.AsOf, CancellationToken.None));
                await SayAsync((targets, name), "what can be undone", cards, _ => desk.NextStepsAsync(actor, CrowdedBoard.Fair, CancellationToken.None));
                await SayAsync((targets, name), "the search", cards, _ => schedule.OnBoardAsync(actor, CrowdedBoard.Fair, CancellationToken.None));
                await SayAsync((targets, name), "a card moved", [.. cards.Where(c => !c.IsRequest)], Moves(crowd, actor, clock, again));
                var publishing = new ReleaseDesk(crowd.Contexts, clock);
                var published = await publishing.PublishAsync(actor, CrowdedBoard.Fair, new PublishForm(), (await publishing.PreviewAsync(actor, CrowdedBoard.Fair, CancellationToken.None))!.Stamp, CancellationToken.None);
                if (published.Refused) throw new InvalidOperationException(published.Text);
                await SayAsync((new Targets(), name), "what was not published", cards, _ => releases.UnpublishedAsync(actor, CrowdedBoard.Fair, CancellationToken.None));
                await SayAsync((targets, name), "rendering, none chosen", cards, _ => DrawAsync(board, null, null));
                // A card that waits warns and refuses most, a placed one offers to change places with every other.
                var verdicts = new Dictionary<BoardCard, BoardVerdicts?>();
                foreach (var card in cards) verdicts[card] = await queries.VerdictsAsync(actor, CrowdedBoard.Fair, card.Id, CancellationToken.None);
                await SayAsync((targets, name), "rendering, one chosen", cards, card => DrawAsync(board, card, verdicts[card]));
                Console.WriteLine($"  {(await DrawAsync(board, cards[^1], verdicts[cards[^1]])).Length / 1024} KiB of HTML");
            }
        }

        return targets.End();
    }

    // From table to table within its slot, the next one to where this one lay: saved, read again, and what can be undone with it.
    private static Func<BoardCard, Task> Moves(Crowd crowd, Actor actor, FairClock clock, BoardView board)
    {
        var (meetings, schedule, queries, waiting) = (new MeetingDesk(crowd.Contexts, clock), new ScheduleDesk(crowd.Contexts, clock), new BoardQueries(crowd.Contexts, clock), new ScheduleQueries(crowd.Contexts, clock));
        var free = board.Slots.ToDictionary(s => s.Id, s => board.Halls[0].Tables.First(t => !board.At.ContainsKey((s.Id, t.Id))).Id);
        return async of =>
        {
            var card = board.Placed.Single(c => c.Id == of.Id);
            var moved = await meetings.PlaceAsync(actor, CrowdedBoard.Fair, card.Id, card.Version, new Place(card.SlotId!.Value, card.Length, free[card.SlotId.Value]), CancellationToken.None);
            if (moved.Refused) throw new InvalidOperationException(moved.Text);
            free[card.SlotId.Value] = card.TableId!.Value;
            board = (await queries.BoardAsync(actor, CrowdedBoard.Fair, CancellationToken.None, board))!;
            await schedule.NextStepsAsync(actor, CrowdedBoard.Fair, CancellationToken.None);
            await waiting.OnBoardAsync(actor, CrowdedBoard.Fair, CancellationToken.None);
        };
    }

    private static async Task SayAsync((Targets Targets, string Name) of, string what, List<BoardCard> cards, Func<BoardCard, Task> run)
    {
        await Times.OfAsync(cards, run);
        double[] times = [];
        var cpu = await Times.CpuAsync(cards.Count, async () => times = await Times.OfAsync(cards, run));
        Console.WriteLine($"  {what,-28} {times.Text()}, cpu {cpu:0.0} ms{of.Targets.Under($"board, {of.Name}, {what}, p95", times.At(0.95), Target)}");
    }

    // All that the page draws of it, from nothing, as when it is opened.
    private static async Task<string> DrawAsync(BoardView board, BoardCard? chosen, BoardVerdicts? verdicts)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var tray = await renderer.RenderComponentAsync<BoardTray>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Cards"] = board.Tray, ["Chosen"] = chosen?.Id, ["MayMove"] = true }));
            var panel = await renderer.RenderComponentAsync<BoardPanel>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Fair"] = CrowdedBoard.Fair, ["Chosen"] = chosen, ["Everywhere"] = verdicts?.Everywhere ?? [] }));
            var grid = await renderer.RenderComponentAsync<BoardGrid>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Board"] = board, ["Hall"] = board.Halls[0], ["Chosen"] = chosen, ["Verdicts"] = verdicts, ["MayMove"] = true }));
            return tray.ToHtmlString() + panel.ToHtmlString() + grid.ToHtmlString();
        });
    }
}
