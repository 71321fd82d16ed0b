using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Merging : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Investors_CreditCode",
                table: "Investors");

            migrationBuilder.AddColumn<string>(
                name: "NameKey",
                table: "People",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "SurvivorId",
                table: "People",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<bool>(
                name: "PinyinByHand",
                table: "Investors",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "SurvivorId",
                table: "Investors",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<Guid>(
                name: "FoldedIntoId",
                table: "Hosts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "FoldedIntoId",
                table: "Guests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SurvivorId",
                table: "Deals",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<Guid>(
                name: "FoldedIntoId",
                table: "Contacts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DealMerges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HoldsFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    CorrectsId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    SurvivorId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DealMerges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DealMerges_Deals_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Deals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DealMerges_Deals_SurvivorId",
                        column: x => x.SurvivorId,
                        principalTable: "Deals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InvestorKeys",
                columns: table => new
                {
                    InvestorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvestorKeys", x => new { x.Key, x.InvestorId });
                    table.ForeignKey(
                        name: "FK_InvestorKeys_Investors_InvestorId",
                        column: x => x.InvestorId,
                        principalTable: "Investors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InvestorMerges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HoldsFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    CorrectsId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    SurvivorId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvestorMerges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_InvestorMerges_Investors_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Investors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_InvestorMerges_Investors_SurvivorId",
                        column: x => x.SurvivorId,
                        principalTable: "Investors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NotTheSame",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Of = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OneId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OtherId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NotTheSame", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PersonMerges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HoldsFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    CorrectsId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    SurvivorId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonMerges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PersonMerges_People_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PersonMerges_People_SurvivorId",
                        column: x => x.SurvivorId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Readings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Of = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Word = table.Column<string>(type: "TEXT", nullable: false),
                    Syllables = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Readings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PersonMoves",
                columns: table => new
                {
                    MergeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Record = table.Column<string>(type: "TEXT", nullable: false),
                    Field = table.Column<string>(type: "TEXT", nullable: false),
                    Row = table.Column<string>(type: "TEXT", nullable: false),
                    FromId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonMoves", x => new { x.MergeId, x.Ordinal });
                    table.ForeignKey(
                        name: "FK_PersonMoves_PersonMerges_MergeId",
                        column: x => x.MergeId,
                        principalTable: "PersonMerges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            // Everything that is there stands for itself.
            foreach (var table in new[] { "People", "Investors", "Deals" })
                migrationBuilder.Sql($"UPDATE \"{table}\" SET \"SurvivorId\" = \"Id\"");

            migrationBuilder.CreateIndex(
                name: "IX_People_NameKey",
                table: "People",
                column: "NameKey");

            migrationBuilder.CreateIndex(
                name: "IX_People_SurvivorId",
                table: "People",
                column: "SurvivorId");

            migrationBuilder.CreateIndex(
                name: "IX_Investors_CreditCode",
                table: "Investors",
                column: "CreditCode",
                unique: true,
                filter: "\"SurvivorId\" = \"Id\"");

            migrationBuilder.CreateIndex(
                name: "IX_Investors_SurvivorId",
                table: "Investors",
                column: "SurvivorId");

            migrationBuilder.CreateIndex(
                name: "IX_Hosts_FoldedIntoId",
                table: "Hosts",
                column: "FoldedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_Guests_FoldedIntoId",
                table: "Guests",
                column: "FoldedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_Deals_SurvivorId",
                table: "Deals",
                column: "SurvivorId");

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_FoldedIntoId",
                table: "Contacts",
                column: "FoldedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_DealMerges_CorrectsId",
                table: "DealMerges",
                column: "CorrectsId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DealMerges_SubjectId_HoldsFrom",
                table: "DealMerges",
                columns: new[] { "SubjectId", "HoldsFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_DealMerges_SurvivorId",
                table: "DealMerges",
                column: "SurvivorId");

            migrationBuilder.CreateIndex(
                name: "IX_InvestorKeys_InvestorId",
                table: "InvestorKeys",
                column: "InvestorId");

            migrationBuilder.CreateIndex(
                name: "IX_InvestorMerges_CorrectsId",
                table: "InvestorMerges",
                column: "CorrectsId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InvestorMerges_SubjectId_HoldsFrom",
                table: "InvestorMerges",
                columns: new[] { "SubjectId", "HoldsFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_InvestorMerges_SurvivorId",
                table: "InvestorMerges",
                column: "SurvivorId");

            migrationBuilder.CreateIndex(
                name: "IX_NotTheSame_OneId_OtherId",
                table: "NotTheSame",
                columns: new[] { "OneId", "OtherId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PersonMerges_CorrectsId",
                table: "PersonMerges",
                column: "CorrectsId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PersonMerges_SubjectId_HoldsFrom",
                table: "PersonMerges",
                columns: new[] { "SubjectId", "HoldsFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonMerges_SurvivorId",
                table: "PersonMerges",
                column: "SurvivorId");

            migrationBuilder.CreateIndex(
                name: "IX_Readings_Of_Word",
                table: "Readings",
                columns: new[] { "Of", "Word" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Contacts_Contacts_FoldedIntoId",
                table: "Contacts",
                column: "FoldedIntoId",
                principalTable: "Contacts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Deals_Deals_SurvivorId",
                table: "Deals",
                column: "SurvivorId",
                principalTable: "Deals",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Guests_Guests_FoldedIntoId",
                table: "Guests",
                column: "FoldedIntoId",
                principalTable: "Guests",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Hosts_Hosts_FoldedIntoId",
                table: "Hosts",
                column: "FoldedIntoId",
                principalTable: "Hosts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Investors_Investors_SurvivorId",
                table: "Investors",
                column: "SurvivorId",
                principalTable: "Investors",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_People_People_SurvivorId",
                table: "People",
                column: "SurvivorId",
                principalTable: "People",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            AppendOnly.GuardAlso(migrationBuilder, "PersonMerges", "PersonMoves", "InvestorMerges", "DealMerges");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Contacts_Contacts_FoldedIntoId",
                table: "Contacts");

            migrationBuilder.DropForeignKey(
                name: "FK_Deals_Deals_SurvivorId",
                table: "Deals");

            migrationBuilder.DropForeignKey(
                name: "FK_Guests_Guests_FoldedIntoId",
                table: "Guests");

            migrationBuilder.DropForeignKey(
                name: "FK_Hosts_Hosts_FoldedIntoId",
                table: "Hosts");

            migrationBuilder.DropForeignKey(
                name: "FK_Investors_Investors_SurvivorId",
                table: "Investors");

            migrationBuilder.DropForeignKey(
                name: "FK_People_People_SurvivorId",
                table: "People");

            migrationBuilder.DropTable(
                name: "DealMerges");

            migrationBuilder.DropTable(
                name: "InvestorKeys");

            migrationBuilder.DropTable(
                name: "InvestorMerges");

            migrationBuilder.DropTable(
                name: "NotTheSame");

            migrationBuilder.DropTable(
                name: "PersonMoves");

            migrationBuilder.DropTable(
                name: "Readings");

            migrationBuilder.DropTable(
                name: "PersonMerges");

            migrationBuilder.DropIndex(
                name: "IX_People_NameKey",
                table: "People");

            migrationBuilder.DropIndex(
                name: "IX_People_SurvivorId",
                table: "People");

            migrationBuilder.DropIndex(
                name: "IX_Investors_CreditCode",
                table: "Investors");

            migrationBuilder.DropIndex(
                name: "IX_Investors_SurvivorId",
                table: "Investors");

            migrationBuilder.DropIndex(
                name: "IX_Hosts_FoldedIntoId",
                table: "Hosts");

            migrationBuilder.DropIndex(
                name: "IX_Guests_FoldedIntoId",
                table: "Guests");

            migrationBuilder.DropIndex(
                name: "IX_Deals_SurvivorId",
                table: "Deals");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_FoldedIntoId",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "NameKey",
                table: "People");

            migrationBuilder.DropColumn(
                name: "SurvivorId",
                table: "People");

            migrationBuilder.DropColumn(
                name: "PinyinByHand",
                table: "Investors");

            migrationBuilder.DropColumn(
                name: "SurvivorId",
                table: "Investors");

            migrationBuilder.DropColumn(
                name: "FoldedIntoId",
                table: "Hosts");

            migrationBuilder.DropColumn(
                name: "FoldedIntoId",
                table: "Guests");

            migrationBuilder.DropColumn(
                name: "SurvivorId",
                table: "Deals");

            migrationBuilder.DropColumn(
                name: "FoldedIntoId",
                table: "Contacts");

            migrationBuilder.CreateIndex(
                name: "IX_Investors_CreditCode",
                table: "Investors",
                column: "CreditCode",
                unique: true);
        }
    }
}
