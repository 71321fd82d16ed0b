using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class InvestorDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Enquiries_FairId",
                table: "Enquiries");

            migrationBuilder.AddColumn<string>(
                name: "Channel",
                table: "Enquiries",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "FirstAnsweredAt",
                table: "Enquiries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "FirstReplyBy",
                table: "Enquiries",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "LastSaidAt",
                table: "Enquiries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "OwnerId",
                table: "Enquiries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TakenBy",
                table: "Enquiries",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "UnitId",
                table: "Enquiries",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "EnquiryWords",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EnquiryId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    ByName = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EnquiryWords", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EnquiryWords_Enquiries_EnquiryId",
                        column: x => x.EnquiryId,
                        principalTable: "Enquiries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReplyTemplates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false),
                    BodyZh = table.Column<string>(type: "text", nullable: false),
                    BodyEn = table.Column<string>(type: "text", nullable: false),
                    IsInterim = table.Column<bool>(type: "boolean", nullable: false),
                    IsRetired = table.Column<bool>(type: "boolean", nullable: false),
                    Name_En = table.Column<string>(type: "text", nullable: true),
                    Name_Zh = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReplyTemplates", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Enquiries_FairId_State_ReplyBy",
                table: "Enquiries",
                columns: new[] { "FairId", "State", "ReplyBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Enquiries_OwnerId",
                table: "Enquiries",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Enquiries_UnitId",
                table: "Enquiries",
                column: "UnitId");

            // What was asked before this version was measured by the only clock it had, and its answer is the first thing said.
            migrationBuilder.Sql("UPDATE \"Enquiries\" SET \"FirstReplyBy\" = \"ReplyBy\", \"FirstAnsweredAt\" = \"AnsweredAt\", \"LastSaidAt\" = \"AnsweredAt\", \"Channel\" = 'Portal'");
            migrationBuilder.Sql("INSERT INTO \"EnquiryWords\" (\"Id\", \"EnquiryId\", \"Kind\", \"Text\", \"ByName\", \"At\", \"Version\") SELECT \"Id\", \"Id\", 'Answer', \"Answer\", '', \"AnsweredAt\", 1 FROM \"Enquiries\" WHERE \"Answer\" IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Enquiries_Answered",
                table: "Enquiries",
                sql: "(\"State\" NOT IN ('Answered', 'Closed') OR \"Answer\" IS NOT NULL) AND (\"Answer\" IS NULL) = (\"AnsweredAt\" IS NULL) AND (\"Answer\" IS NULL) = (\"FirstAnsweredAt\" IS NULL)");

            migrationBuilder.CreateIndex(
                name: "IX_EnquiryWords_EnquiryId",
                table: "EnquiryWords",
                column: "EnquiryId");

            migrationBuilder.CreateIndex(
                name: "IX_ReplyTemplates_Code",
                table: "ReplyTemplates",
                column: "Code",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Enquiries_Hosts_OwnerId",
                table: "Enquiries",
                column: "OwnerId",
                principalTable: "Hosts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Enquiries_Units_UnitId",
                table: "Enquiries",
                column: "UnitId",
                principalTable: "Units",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Enquiries_Hosts_OwnerId",
                table: "Enquiries");

            migrationBuilder.DropForeignKey(
                name: "FK_Enquiries_Units_UnitId",
                table: "Enquiries");

            migrationBuilder.DropTable(
                name: "EnquiryWords");

            migrationBuilder.DropTable(
                name: "ReplyTemplates");

            migrationBuilder.DropIndex(
                name: "IX_Enquiries_FairId_State_ReplyBy",
                table: "Enquiries");

            migrationBuilder.DropIndex(
                name: "IX_Enquiries_OwnerId",
                table: "Enquiries");

            migrationBuilder.DropIndex(
                name: "IX_Enquiries_UnitId",
                table: "Enquiries");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Enquiries_Answered",
                table: "Enquiries");

            migrationBuilder.DropColumn(
                name: "Channel",
                table: "Enquiries");

            migrationBuilder.DropColumn(
                name: "FirstAnsweredAt",
                table: "Enquiries");

            migrationBuilder.DropColumn(
                name: "FirstReplyBy",
                table: "Enquiries");

            migrationBuilder.DropColumn(
                name: "LastSaidAt",
                table: "Enquiries");

            migrationBuilder.DropColumn(
                name: "OwnerId",
                table: "Enquiries");

            migrationBuilder.DropColumn(
                name: "TakenBy",
                table: "Enquiries");

            migrationBuilder.DropColumn(
                name: "UnitId",
                table: "Enquiries");

            migrationBuilder.CreateIndex(
                name: "IX_Enquiries_FairId",
                table: "Enquiries",
                column: "FairId");
        }
    }
}
