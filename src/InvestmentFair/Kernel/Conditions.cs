using System.Linq.Expressions;

namespace InvestmentFair.Kernel;

/// <summary>Conditions put together into one on one row, as a database can be asked it.</summary>
public static class Conditions
{
    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, new Put(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters);

    public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.AndAlso(one.Body, new Put(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters);

    /// <summary>What is asked of a value, asked of where it stands in the row.</summary>
    public static Expression<Func<T, bool>> Of<T, TValue>(this Expression<Func<TValue, bool>> asked, Expression<Func<T, TValue>> where) =>
        Expression.Lambda<Func<T, bool>>(new Put(asked.Parameters[0], where.Body).Visit(asked.Body), where.Parameters);
}

/// <summary>Puts an expression where a parameter stood.</summary>
internal sealed class Put(ParameterExpression where, Expression what) : ExpressionVisitor
{
    protected override Expression VisitParameter(ParameterExpression node) => node == where ? what : base.VisitParameter(node);
}
