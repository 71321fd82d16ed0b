using InvestmentFair.Kernel;

namespace InvestmentFair.Access;

public enum Permission
{
    [Text("查看招商会", "See the fair")] ViewFair,
    [Text("管理届次、会场、日程", "Manage fairs, halls and agenda")] ManageFairs,
    [Text("登记准备事项完成", "Tick off preparations")] TickChecklist,
    [Text("管理代表团和嘉宾", "Manage delegations and guests")] ManageDelegations,
    [Text("查看完整联系方式", "See full contact details")] ViewContacts,
    [Text("管理邀请", "Manage invitations")] ManageInvitations,
    [Text("管理项目和厂房", "Manage projects and plants")] ManageProjects,
    [Text("管理客商", "Manage investors")] ManageInvestors,
    [Text("答复来询", "Answer enquiries")] AnswerEnquiries,
    [Text("管理洽谈", "Manage meetings")] ManageMeetings,
    [Text("发布排期", "Publish the timetable")] PublishTimetable,
    [Text("查看跟踪项目", "See deals")] ViewDeals,
    [Text("管理跟踪项目", "Manage deals")] ManageDeals,
    [Text("导入", "Import")] ImportData,
    [Text("导出", "Export")] ExportData,
    [Text("查看审计", "See the audit")] ViewAudit,
    [Text("管理单位、人员和字典", "Manage units, people and dictionaries")] ManageSettings,
    [Text("管理账号", "Manage accounts")] ManageAccounts,
    [Text("写备注", "Write notes")] WriteNotes,
    [Text("共享视图", "Share views")] ShareViews,
}

public enum Role
{
    [Text("管理员", "Administrator")] Administrator,
    [Text("组织者", "Organizer")] Organizer,
    [Text("工作人员", "Staff")] Staff,
    [Text("接待人员", "Reception")] Reception,
    [Text("责任单位经办人", "Department reporter")] Reporter,
    [Text("领导（只读）", "Leader (read only)")] Leader,
}

/// <summary>The one place that says which role may do what.</summary>
public static class Roles
{
    private static readonly Dictionary<Role, HashSet<Permission>> Table = new()
    {
        [Role.Administrator] = [.. Enum.GetValues<Permission>()],
        [Role.Organizer] = [.. Enum.GetValues<Permission>().Except([Permission.ManageAccounts])],
        [Role.Staff] =
        [
            Permission.ViewFair, Permission.TickChecklist, Permission.ManageDelegations, Permission.ViewContacts, Permission.ManageInvitations,
            Permission.ManageProjects, Permission.ManageInvestors, Permission.AnswerEnquiries, Permission.ManageMeetings,
            Permission.ViewDeals, Permission.ManageDeals, Permission.ImportData, Permission.ExportData, Permission.WriteNotes,
        ],
        [Role.Reception] = [Permission.ViewFair, Permission.TickChecklist, Permission.ManageDelegations, Permission.ViewContacts, Permission.ExportData, Permission.WriteNotes],
        [Role.Reporter] = [Permission.ViewDeals, Permission.ManageDeals, Permission.WriteNotes],
        [Role.Leader] = [Permission.ViewFair, Permission.ViewDeals],
    };

    public static bool Grants(this Role role, Permission permission) => Table[role].Contains(permission);

    /// <summary>What is done to a fair itself, and no more once it is archived; projects, investors and deals outlive their fair.</summary>
    public static bool EndsWithFair(this Permission permission) => permission is Permission.ManageFairs or Permission.TickChecklist or Permission.ManageDelegations
        or Permission.ManageInvitations or Permission.AnswerEnquiries or Permission.ManageMeetings or Permission.PublishTimetable;
}
