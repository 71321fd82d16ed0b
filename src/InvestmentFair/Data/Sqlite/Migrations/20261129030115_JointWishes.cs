using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class JointWishes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "WithId",
                table: "Requests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Requests_WithId",
                table: "Requests",
                column: "WithId");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Requests_With",
                table: "Requests",
                sql: "\"WithId\" IS NULL OR (\"State\" = 'Placed' AND \"WithId\" <> \"Id\")");

            migrationBuilder.AddForeignKey(
                name: "FK_Requests_Requests_WithId",
                table: "Requests",
                column: "WithId",
                principalTable: "Requests",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // Before, each wish had a meeting of its own or waited for one.
            migrationBuilder.Sql("""UPDATE "Requests" SET "State" = 'Open', "WithId" = NULL WHERE "WithId" IS NOT NULL""");

            migrationBuilder.DropForeignKey(
                name: "FK_Requests_Requests_WithId",
                table: "Requests");

            migrationBuilder.DropIndex(
                name: "IX_Requests_WithId",
                table: "Requests");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Requests_With",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "WithId",
                table: "Requests");
        }
    }
}
