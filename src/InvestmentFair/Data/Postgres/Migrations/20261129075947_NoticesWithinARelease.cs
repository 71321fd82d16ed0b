using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class NoticesWithinARelease : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notices_ReleaseId_PersonId",
                table: "Notices");

            migrationBuilder.AddColumn<List<Guid>>(
                name: "SinceWithheld",
                table: "Notices",
                type: "uuid[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_ReleaseId_PersonId",
                table: "Notices",
                columns: new[] { "ReleaseId", "PersonId" },
                unique: true,
                filter: "\"State\" = 'Open'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notices_ReleaseId_PersonId",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "SinceWithheld",
                table: "Notices");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_ReleaseId_PersonId",
                table: "Notices",
                columns: new[] { "ReleaseId", "PersonId" },
                unique: true);
        }
    }
}
