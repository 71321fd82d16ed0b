using InvestmentFair.Benchmarks.Timetables;

namespace InvestmentFair.Scheduling.Tests;

public class DznInstanceTests
{
    [Fact]
    public void An_instance_is_read_with_its_forbidden_fixed_and_ordered_meetings()
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".dzn");
        File.WriteAllText(file, """
            % a comment = ; {9}
            nBusiness = 3; nMeetings = 2; nTables = 1; nTotalSlots = 4; nMorningSlots = 2;
            requested = [|1, 2,3,
            |2, 3,2, |];
            forbidden = [{0}, {}, {1,3..4}];
            fixed = [0,3];
            precedences = [{}, {1}];
            """);
        var problem = DznInstance.Read(file).Problem(2);
        File.Delete(file);

        Assert.Equal([SlotSet.First(4), SlotSet.First(4), SlotSet.Of(1)], problem.People.Select(p => p.Free));
        Assert.Equal([null, SlotSet.Of(2, 3)], problem.Demands.Select(d => d.MayStart));
        Assert.Equal([null, 2], problem.Demands.Select(d => d.AtSlot));
        Assert.Equal([new Precedence(problem.Demands[0].Id, problem.Demands[1].Id)], problem.Precedences);
    }
}
