using System.Globalization;
using System.Reflection;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Tests.Meetings;

/// <summary>What a search for a timetable may do next, what it remembers of an earlier start, and how it is told.</summary>
public sealed class ScheduleRunTests
{
    private static readonly DateTime Now = new(2027, 7, 1, 1, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_search_waits_runs_and_ends_and_then_nothing_happens_to_it_any_more()
    {
        var run = Asked();
        Assert.Equal((RunState.Queued, true, false), (run.State, run.IsLive, run.MayBeAccepted));
        Assert.Equal(RunRefusals.Over, run.Finish(Result(), Now).Refusal);
        Assert.Equal(RunRefusals.Over, run.Requeue().Refusal);

        House.Done(run.Start(Now));
        Assert.Equal(RunRefusals.Over, run.Start(Now).Refusal);
        Assert.Equal(RunRefusals.NothingFound, run.Accept(1, House.Organizer, Now).Refusal);
        House.Done(run.Finish(Result(), Now));

        Assert.Equal((RunState.Done, RunVerdict.Feasible, 90, 95), (run.State, run.Verdict!.Value, run.PointsPlaced!.Value, run.PointsPossible!.Value));
        foreach (var late in new[] { run.Start(Now), run.Requeue(), run.Stop(Now), run.Fail("", Now), run.Finish(Result(), Now) }) Assert.Equal(RunRefusals.Over, late.Refusal);
        Assert.True(run.MayBeAccepted);
        House.Done(run.Accept(1, House.Organizer, Now));
        Assert.Equal((1, House.Organizer.Name, false), (run.AcceptedOrdinal!.Value, run.AcceptedBy!, run.MayBeAccepted));
        Assert.Equal(RunRefusals.Accepted, run.Accept(1, House.Organizer, Now).Refusal);
    }

    [Fact]
    public void What_waits_is_stopped_at_once_and_what_runs_ends_with_what_it_has()
    {
        var waiting = Asked();
        House.Done(waiting.Stop(Now));
        Assert.Equal((RunState.Cancelled, false), (waiting.State, waiting.MayBeAccepted));

        var running = Asked();
        House.Done(running.Start(Now));
        House.Done(running.Stop(Now));
        Assert.Equal(RunState.Running, running.State);
        House.Done(running.Finish(Result(), Now));
        Assert.Equal((RunState.Cancelled, true), (running.State, running.MayBeAccepted));
    }

    [Fact]
    public void A_search_whose_servers_die_of_it_is_given_up_and_one_that_is_put_back_is_not()
    {
        var run = Asked();
        for (var closed = 0; closed < 5; closed++)
        {
            House.Done(run.Start(Now));
            House.Done(run.Requeue());
        }

        for (var lost = 1; lost < ScheduleRun.MostAttempts; lost++)
        {
            House.Done(run.Start(Now));
            House.Done(run.Lose(Now));
            Assert.Equal((RunState.Queued, lost), (run.State, run.Attempts));
        }

        House.Done(run.Start(Now));
        House.Done(run.Lose(Now));
        Assert.Equal((RunState.Failed, RunRefusals.GivenUp.Code), (run.State, run.Fault));
    }

    [Fact]
    public void A_form_asks_for_the_gaps_or_for_all_and_for_seconds_there_are()
    {
        static string[] Wrong(RunForm form) => [.. form.Check().Select(p => p.Field)];
        Assert.Equal([nameof(RunForm.Kind)], Wrong(new RunForm()));
        Assert.Equal([nameof(RunForm.LimitSeconds)], Wrong(new RunForm { Kind = RunKind.All, LimitSeconds = 0 }));
        Assert.Empty(Wrong(new RunForm { Kind = RunKind.Replan, LimitSeconds = RunForm.MostSeconds }));
    }

    [Fact]
    public void What_an_earlier_start_found_counts_while_it_is_better_and_the_same_problem()
    {
        var fair = new FairAtHand();
        fair.Grid("09:00", 4);
        fair.Hall(2);
        for (var i = 0; i < 6; i++) fair.Wish();
        var limits = new SearchLimits { Iterations = 2000 };
        var first = new RunSearch(fair.Facts, RunKind.All, limits, null).Find(Cancel);
        Assert.Equal((RunVerdict.Optimal, 6, 6), (first.Verdict, first.Wanted, first.Found.Arrangements.Count));
        Found Than(int by) => first.Found with { Scores = [.. first.Found.Scores.Select((s, i) => i == 0 ? s with { Value = s.Value + by } : s)], Arrangements = [] };

        var better = new RunSearch(fair.Facts, RunKind.All, limits, new BestSoFar(first.Instance, Than(-1))).Find(Cancel);
        var worse = new RunSearch(fair.Facts, RunKind.All, limits, new BestSoFar(first.Instance, Than(1))).Find(Cancel);
        var another = new RunSearch(fair.Facts, RunKind.All, limits, new BestSoFar("another", Than(-1))).Find(Cancel);

        Assert.Empty(better.Found.Arrangements);
        Assert.Equal(6, worse.Found.Arrangements.Count);
        Assert.Equal(6, another.Found.Arrangements.Count);
    }

    [Fact]
    public void Musts_that_exclude_each_other_are_placed_as_far_as_they_fit_and_said()
    {
        var fair = new FairAtHand();
        fair.Grid("09:00", 3);
        fair.Hall(4);
        var guest = Guid.NewGuid();
        for (var i = 0; i < 5; i++) fair.Wish(w => (w.Guests, w.Priority) = ([guest], Wish.Must));
        fair.Wish();

        var result = new RunSearch(fair.Facts, RunKind.All, new SearchLimits { Iterations = 2000 }, null).Find(Cancel);

        Assert.Equal((6, 4, 2), (result.Wanted, result.Found.Arrangements.Count, result.MustsMissing));
        var many = Assert.IsType<Conflict.TooManyMusts>(Assert.Single(result.Conflicts));
        Assert.Equal((guest, 5, 3), (many.Person, many.Musts.Count, many.Left.Count));
        Assert.Equal("甲 有 5 场须排（必见的和不再移动的），需要 5 个时段，只有 3 个可用", ScheduleWords.Say(many, Names([guest], _ => "甲")));
        var kept = ScheduleProposal.Of(Guid.NewGuid(), 1, result);
        Assert.Equivalent(many, Assert.Single(kept.ReadConflicts()));
        Assert.Equivalent(result.Found.Arrangements, kept.ReadArrangements());
        Assert.Equal(result.Found.Scores, kept.ReadScores());
    }

    public static TheoryData<string> Kinds => [.. typeof(Conflict).GetNestedTypes().Select(t => t.Name)];

    /// <summary>A kind that the engine learns has words here, names everybody it speaks of, and is read again as it was kept.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public void Every_conflict_has_words_in_both_languages_and_is_kept(string name)
    {
        var constructor = typeof(Conflict).GetNestedType(name)!.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Single();
        var conflict = (Conflict)constructor.Invoke([.. constructor.GetParameters().Select(Sample)]);
        var names = Names(ScheduleWords.Named(conflict), _ => "");

        var (zh, en) = (Said(Language.Chinese), Said(Language.English));

        Assert.NotEqual(zh, en);
        Assert.DoesNotContain("?", zh + en, StringComparison.Ordinal);
        Assert.Equivalent(conflict, Kept.Read<IReadOnlyList<Conflict>>(Kept.Write<IReadOnlyList<Conflict>>([conflict])).Single());

        string Said(string language)
        {
            var before = CultureInfo.CurrentUICulture;
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            try
            {
                return ScheduleWords.Say(conflict, names);
            }
            finally
            {
                CultureInfo.CurrentUICulture = before;
            }
        }
    }

    [Theory]
    [InlineData(Goal.Points, 32, 18, 1000, "已排进 96.8% 的优先分，没有任何排法能再多排 1.4% 以上的优先分")]
    [InlineData(Goal.Points, 1, 0, 10_000, "已排进 99.9% 的优先分，没有任何排法能再多排 0.1% 以上的优先分")]
    [InlineData(Goal.Points, 18, 18, 1000, "已排进 98.2% 的优先分，已证明不能更好")]
    [InlineData(Goal.Points, 0, 0, 0, "没有要排的洽谈")]
    [InlineData(Goal.Breaks, 80, 12, 0, "80 次空等，至少 12 次不可避免")]
    [InlineData(Goal.Breaks, 80, 0, 0, "80 次空等")]
    [InlineData(Goal.Breaks, 12, 12, 0, "12 次空等，已证明不能更好")]
    public void An_aim_is_told_with_what_is_proven_of_it(Goal goal, long value, long bound, long asked, string said) => Assert.Equal(said, ScheduleWords.Say(new Score(goal, value, bound), asked));

    [Fact]
    public void Every_aim_has_words() => Assert.All(Enum.GetValues<Goal>(), goal => Assert.NotEmpty(ScheduleWords.Say(new Score(goal, 3, 1), 10)));

    private static ScheduleRun Asked() => ScheduleRun.Ask(Guid.NewGuid(), "2027-S001", RunKind.All, 60, 1, 1, House.Organizer, Now);

    private static RunResult Result() => new(RunVerdict.Feasible, 10, 0, 100, new Found(0, [new Score(Goal.Points, 10, 5)], []), [], [], "", "");

    private static ScheduleNames Names(IEnumerable<Guid> ids, Func<Guid, string> name)
    {
        var names = ids.Distinct().ToDictionary(id => id, name);
        return new ScheduleNames(names, names, names, new Words([DictionaryEntry.Enter(new DictionaryForm { Kind = DictionaryKind.Language, Code = "en", NameZh = "英语", NameEn = "English" })]));
    }

    private static object Sample(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var t when t == typeof(int) => 3,
        var t when t == typeof(Guid) || t == typeof(Guid?) => Guid.NewGuid(),
        var t when t == typeof(string) => "en",
        var t when t == typeof(SlotSet) => SlotSet.Of(1, 127),
        var t when t == typeof(IReadOnlyList<string>) => new[] { "en" },
        var t when t == typeof(IReadOnlyList<Guid>) => new[] { Guid.NewGuid(), Guid.NewGuid() },
        var t when t == typeof(IReadOnlyList<Reason>) => new Reason[] { new Reason.Away(1, Guid.NewGuid()), new Reason.NoTable(2) },
        var t => throw new InvalidOperationException($"No sample of {t}."),
    };
}
