using System.Linq.Expressions;
using InvestmentFair.Data;
using InvestmentFair.Data.Sqlite;
using InvestmentFair.Deals;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace InvestmentFair.Web.Tests.House;

/// <summary>
/// The database as it would answer if every desk forgot that a reporter sees their own unit alone: out of each question the
/// comparison of a deal's unit with that of who asks is taken, and nothing else.
/// </summary>
internal sealed class Unscoped(FairContexts own) : IDbContextFactory<FairDbContext>
{
    private readonly DbContextOptions<SqliteFairDbContext> _options = new DbContextOptionsBuilder<SqliteFairDbContext>()
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = own.SqliteFile, ForeignKeys = true }.ConnectionString).AddInterceptors(own.Commits, new Forgetting()).Options;

    public FairDbContext CreateDbContext() => new SqliteFairDbContext(_options);

    private sealed class Forgetting : ExpressionVisitor, IQueryExpressionInterceptor
    {
        public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => Visit(queryExpression);

        protected override Expression VisitBinary(BinaryExpression node) =>
            node.NodeType is ExpressionType.Equal && (IsUnitOfDeal(node.Left) && IsOfWhoAsks(node.Right) || IsUnitOfDeal(node.Right) && IsOfWhoAsks(node.Left)) ? Expression.Constant(true) : base.VisitBinary(node);

        protected override Expression VisitExtension(Expression node) => node is QueryParameterExpression ? node : base.VisitExtension(node);

        private static Expression Plain(Expression node) => node is UnaryExpression { NodeType: ExpressionType.Convert } convert ? Plain(convert.Operand) : node;

        private static bool IsUnitOfDeal(Expression node) => Plain(node) is MemberExpression { Member: { Name: nameof(Deal.LeadUnitId) } member } && member.DeclaringType == typeof(Deal);

        private static bool IsOfWhoAsks(Expression node) => Plain(node) is QueryParameterExpression { Name: { } name } && name.Contains("UnitId", StringComparison.Ordinal);
    }
}
