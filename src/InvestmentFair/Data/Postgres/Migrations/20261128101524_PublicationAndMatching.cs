using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PublicationAndMatching : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "FirstPublishedOn",
                table: "Projects",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Round",
                table: "Projects",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "EnvironmentLimit",
                table: "Plants",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Labour",
                table: "Plants",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReadyOn",
                table: "Plants",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SectorCode",
                table: "Plants",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "WasPublished",
                table: "Plants",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "CarrierConditions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    HeightM = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    PowerKva = table.Column<int>(type: "integer", nullable: true),
                    EnvironmentLimit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ReadyOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CarrierConditions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CarrierConditions_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncentiveClauses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Basis = table.Column<string>(type: "text", nullable: true),
                    Verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ReviewUnitId = table.Column<Guid>(type: "uuid", nullable: true),
                    ReviewedBy = table.Column<string>(type: "text", nullable: true),
                    ReviewedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ReviewDocument = table.Column<string>(type: "text", nullable: true),
                    ReviewFileId = table.Column<Guid>(type: "uuid", nullable: true),
                    ReviewNote = table.Column<string>(type: "text", nullable: true),
                    RetiredOn = table.Column<DateOnly>(type: "date", nullable: true),
                    RetiredWhy = table.Column<string>(type: "text", nullable: true),
                    Words_En = table.Column<string>(type: "text", nullable: true),
                    Words_Zh = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncentiveClauses", x => x.Id);
                    table.CheckConstraint("CK_IncentiveClauses_Review", "\"Verdict\" IS NULL OR (\"ReviewedOn\" IS NOT NULL AND \"ReviewedBy\" IS NOT NULL AND \"ReviewUnitId\" IS NOT NULL AND (\"ReviewDocument\" IS NOT NULL OR \"ReviewFileId\" IS NOT NULL))");
                    table.ForeignKey(
                        name: "FK_IncentiveClauses_Files_ReviewFileId",
                        column: x => x.ReviewFileId,
                        principalTable: "Files",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_IncentiveClauses_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_IncentiveClauses_Units_ReviewUnitId",
                        column: x => x.ReviewUnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MatchMarks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Mark = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ProjectId = table.Column<Guid>(type: "uuid", nullable: true),
                    PlantId = table.Column<Guid>(type: "uuid", nullable: true),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    HoldsFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    CorrectsId = table.Column<Guid>(type: "uuid", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    ByName = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatchMarks", x => x.Id);
                    table.CheckConstraint("CK_MatchMarks_One", "(\"ProjectId\" IS NULL) <> (\"PlantId\" IS NULL)");
                    table.CheckConstraint("CK_MatchMarks_Reason", "\"Reason\" IS NOT NULL");
                    table.ForeignKey(
                        name: "FK_MatchMarks_Needs_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Needs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MatchMarks_Plants_PlantId",
                        column: x => x.PlantId,
                        principalTable: "Plants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MatchMarks_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProjectReviews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    Field = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    UnitId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reviewer = table.Column<string>(type: "text", nullable: false),
                    DocumentNumber = table.Column<string>(type: "text", nullable: true),
                    FileId = table.Column<Guid>(type: "uuid", nullable: true),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    HoldsFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    CorrectsId = table.Column<Guid>(type: "uuid", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    ByName = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProjectReviews", x => x.Id);
                    table.CheckConstraint("CK_ProjectReviews_Paper", "\"DocumentNumber\" IS NOT NULL OR \"FileId\" IS NOT NULL");
                    table.ForeignKey(
                        name: "FK_ProjectReviews_Files_FileId",
                        column: x => x.FileId,
                        principalTable: "Files",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProjectReviews_Projects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProjectReviews_Units_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PublicationSteps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Act = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    HoldsFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    CorrectsId = table.Column<Guid>(type: "uuid", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    ByName = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PublicationSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PublicationSteps_Projects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Projects_State_ValidTo",
                table: "Projects",
                columns: new[] { "State", "ValidTo" });

            migrationBuilder.CreateIndex(
                name: "IX_Plants_SectorCode",
                table: "Plants",
                column: "SectorCode");

            migrationBuilder.CreateIndex(
                name: "IX_CarrierConditions_ProjectId",
                table: "CarrierConditions",
                column: "ProjectId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IncentiveClauses_ProjectId",
                table: "IncentiveClauses",
                column: "ProjectId");

            migrationBuilder.CreateIndex(
                name: "IX_IncentiveClauses_ReviewFileId",
                table: "IncentiveClauses",
                column: "ReviewFileId");

            migrationBuilder.CreateIndex(
                name: "IX_IncentiveClauses_ReviewUnitId",
                table: "IncentiveClauses",
                column: "ReviewUnitId");

            migrationBuilder.CreateIndex(
                name: "IX_MatchMarks_PlantId",
                table: "MatchMarks",
                column: "PlantId");

            migrationBuilder.CreateIndex(
                name: "IX_MatchMarks_ProjectId",
                table: "MatchMarks",
                column: "ProjectId");

            migrationBuilder.CreateIndex(
                name: "IX_MatchMarks_SubjectId_HoldsFrom",
                table: "MatchMarks",
                columns: new[] { "SubjectId", "HoldsFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_ProjectReviews_FileId",
                table: "ProjectReviews",
                column: "FileId");

            migrationBuilder.CreateIndex(
                name: "IX_ProjectReviews_SubjectId_HoldsFrom",
                table: "ProjectReviews",
                columns: new[] { "SubjectId", "HoldsFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_ProjectReviews_UnitId",
                table: "ProjectReviews",
                column: "UnitId");

            migrationBuilder.CreateIndex(
                name: "IX_PublicationSteps_SubjectId_HoldsFrom",
                table: "PublicationSteps",
                columns: new[] { "SubjectId", "HoldsFrom" });

            migrationBuilder.AddForeignKey(
                name: "FK_Plants_Sectors_SectorCode",
                table: "Plants",
                column: "SectorCode",
                principalTable: "Sectors",
                principalColumn: "Code",
                onDelete: ReferentialAction.Restrict);

            // What was shown before this version keeps its code as what is published from now on does.
            migrationBuilder.Sql("UPDATE \"Projects\" SET \"Round\" = 1");
            migrationBuilder.Sql("UPDATE \"Projects\" SET \"FirstPublishedOn\" = \"ReviewedOn\" WHERE \"State\" IN ('Published', 'Signed')");
            migrationBuilder.Sql("UPDATE \"Plants\" SET \"WasPublished\" = \"IsPublished\"");
            AppendOnly.GuardAlso(migrationBuilder, "ProjectReviews", "PublicationSteps", "MatchMarks");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Plants_Sectors_SectorCode",
                table: "Plants");

            migrationBuilder.DropTable(
                name: "CarrierConditions");

            migrationBuilder.DropTable(
                name: "IncentiveClauses");

            migrationBuilder.DropTable(
                name: "MatchMarks");

            migrationBuilder.DropTable(
                name: "ProjectReviews");

            migrationBuilder.DropTable(
                name: "PublicationSteps");

            migrationBuilder.DropIndex(
                name: "IX_Projects_State_ValidTo",
                table: "Projects");

            migrationBuilder.DropIndex(
                name: "IX_Plants_SectorCode",
                table: "Plants");

            migrationBuilder.DropColumn(
                name: "FirstPublishedOn",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Round",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "EnvironmentLimit",
                table: "Plants");

            migrationBuilder.DropColumn(
                name: "Labour",
                table: "Plants");

            migrationBuilder.DropColumn(
                name: "ReadyOn",
                table: "Plants");

            migrationBuilder.DropColumn(
                name: "SectorCode",
                table: "Plants");

            migrationBuilder.DropColumn(
                name: "WasPublished",
                table: "Plants");
        }
    }
}
