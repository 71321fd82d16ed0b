using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PartyLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PartyLimits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FairId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InvestorId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DelegationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProjectId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PlantId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Least = table.Column<int>(type: "INTEGER", nullable: false),
                    Most = table.Column<int>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartyLimits", x => x.Id);
                    table.CheckConstraint("CK_PartyLimits_Order", "\"Least\" >= 0 AND (\"Most\" IS NULL OR \"Most\" >= \"Least\")");
                    table.CheckConstraint("CK_PartyLimits_Party", "(CASE WHEN \"InvestorId\" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN \"DelegationId\" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN \"ProjectId\" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN \"PlantId\" IS NULL THEN 0 ELSE 1 END) = 1");
                    table.ForeignKey(
                        name: "FK_PartyLimits_Delegations_DelegationId",
                        column: x => x.DelegationId,
                        principalTable: "Delegations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PartyLimits_Fairs_FairId",
                        column: x => x.FairId,
                        principalTable: "Fairs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PartyLimits_Investors_InvestorId",
                        column: x => x.InvestorId,
                        principalTable: "Investors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PartyLimits_Plants_PlantId",
                        column: x => x.PlantId,
                        principalTable: "Plants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PartyLimits_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PartyLimits_DelegationId",
                table: "PartyLimits",
                column: "DelegationId");

            migrationBuilder.CreateIndex(
                name: "IX_PartyLimits_FairId_DelegationId",
                table: "PartyLimits",
                columns: new[] { "FairId", "DelegationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PartyLimits_FairId_InvestorId",
                table: "PartyLimits",
                columns: new[] { "FairId", "InvestorId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PartyLimits_FairId_PlantId",
                table: "PartyLimits",
                columns: new[] { "FairId", "PlantId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PartyLimits_FairId_ProjectId",
                table: "PartyLimits",
                columns: new[] { "FairId", "ProjectId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PartyLimits_InvestorId",
                table: "PartyLimits",
                column: "InvestorId");

            migrationBuilder.CreateIndex(
                name: "IX_PartyLimits_PlantId",
                table: "PartyLimits",
                column: "PlantId");

            migrationBuilder.CreateIndex(
                name: "IX_PartyLimits_ProjectId",
                table: "PartyLimits",
                column: "ProjectId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PartyLimits");
        }
    }
}
