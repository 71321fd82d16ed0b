using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Interpreters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Interprets",
                table: "MeetingAttendees",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Interpreters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    FoldedIntoId = table.Column<Guid>(type: "uuid", nullable: true),
                    Languages = table.Column<List<string>>(type: "text[]", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Note = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Interpreters", x => x.Id);
                    table.CheckConstraint("CK_Interpreters_Days", "\"To\" IS NULL OR \"To\" >= \"From\"");
                    table.ForeignKey(
                        name: "FK_Interpreters_Interpreters_FoldedIntoId",
                        column: x => x.FoldedIntoId,
                        principalTable: "Interpreters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Interpreters_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Interpreters_FoldedIntoId",
                table: "Interpreters",
                column: "FoldedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_Interpreters_PersonId_From",
                table: "Interpreters",
                columns: new[] { "PersonId", "From" },
                unique: true);

            BuiltIn.EnterLanguages(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DELETE FROM "Dictionary" WHERE "Kind" = 'Language';""");

            migrationBuilder.DropTable(
                name: "Interpreters");

            migrationBuilder.DropColumn(
                name: "Interprets",
                table: "MeetingAttendees");
        }
    }
}
