using InvestmentFair.Kernel;

namespace InvestmentFair.Deals;

/// <summary>What a stage is to the rules. Code tests the type, never a name.</summary>
public enum StageType
{
    [Text("进行中", "Open")] Open,
    [Text("搁置", "On hold")] OnHold,
    [Text("达产", "Won")] Won,
    [Text("终止", "Lost")] Lost,
}

/// <summary>The stages of a deal, in their order; 履约 is computed and never a stage.</summary>
public enum DealStage
{
    [Text("线索", "Lead")] Lead,
    [Text("研判", "Screening")] Screening,
    [Text("在谈", "Negotiating")] Negotiating,
    [Text("意向", "Intent")] Intent,
    [Text("协议", "Agreement")] Agreement,
    [Text("合同", "Contract")] Contract,
    [Text("注册落户", "Registered")] Registered,
    [Text("开工", "Started")] Started,
    [Text("在建", "Building")] Building,
    [Text("竣工", "Completed")] Completed,
    [Text("投产", "Producing")] Producing,
    [Text("达产", "At capacity")] AtCapacity,
    [Text("搁置", "On hold")] OnHold,
    [Text("终止", "Terminated")] Terminated,
}

public static class Stages
{
    extension(DealStage stage)
    {
        public StageType Type => stage switch
        {
            DealStage.AtCapacity => StageType.Won,
            DealStage.OnHold => StageType.OnHold,
            DealStage.Terminated => StageType.Lost,
            _ => StageType.Open,
        };

        /// <summary>On the road from lead to full capacity; on hold and terminated are beside it.</summary>
        public bool IsOnTheRoad => stage <= DealStage.AtCapacity;

        /// <summary>协议, 合同, 开工, 竣工 and 投产 are believed only with a file.</summary>
        public bool NeedsFile => stage is DealStage.Agreement or DealStage.Contract or DealStage.Started or DealStage.Completed or DealStage.Producing or DealStage.AtCapacity;

        /// <summary>From the letter of intent on, a stage is believed with a document number or a file.</summary>
        public bool NeedsEvidence => stage is >= DealStage.Intent and <= DealStage.AtCapacity;

        /// <summary>From 注册落户 on there is no stage without an agreement or a contract.</summary>
        public bool NeedsContract => stage is >= DealStage.Registered and <= DealStage.AtCapacity;
    }

    public static IEnumerable<DealStage> Between(DealStage from, DealStage to) =>
        Enum.GetValues<DealStage>().Where(s => s > from && s < to);
}
