using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ListingSites : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "AccessProvedOn",
                table: "Projects",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AirportMinutes",
                table: "Projects",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CostBasis_En",
                table: "Projects",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CostBasis_Zh",
                table: "Projects",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "ExpresswayMinutes",
                table: "Projects",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Gas_Capacity",
                table: "Projects",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "Gas_ProvedOn",
                table: "Projects",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Labour_En",
                table: "Projects",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Labour_Zh",
                table: "Projects",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "LandPrice_En",
                table: "Projects",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LandPrice_Zh",
                table: "Projects",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "LandProvedOn",
                table: "Projects",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "Latitude",
                table: "Projects",
                type: "TEXT",
                precision: 9,
                scale: 6,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "Longitude",
                table: "Projects",
                type: "TEXT",
                precision: 9,
                scale: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Permits_En",
                table: "Projects",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Permits_Zh",
                table: "Projects",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Power_Capacity",
                table: "Projects",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "Power_ProvedOn",
                table: "Projects",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RailwayMinutes",
                table: "Projects",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Sewage_Capacity",
                table: "Projects",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "Sewage_ProvedOn",
                table: "Projects",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SupplyNote_En",
                table: "Projects",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SupplyNote_Zh",
                table: "Projects",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Water_Capacity",
                table: "Projects",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "Water_ProvedOn",
                table: "Projects",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Height",
                table: "Files",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SmallerOfId",
                table: "Files",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Width",
                table: "Files",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PrivacyVersion",
                table: "Enquiries",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "ProjectFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsPicture = table.Column<bool>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    IsRemoved = table.Column<bool>(type: "INTEGER", nullable: false),
                    Caption_En = table.Column<string>(type: "TEXT", nullable: true),
                    Caption_Zh = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProjectFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProjectFiles_Files_FileId",
                        column: x => x.FileId,
                        principalTable: "Files",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProjectFiles_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "CK_Projects_Place",
                table: "Projects",
                sql: "(\"Latitude\" IS NULL) = (\"Longitude\" IS NULL)");

            migrationBuilder.CreateIndex(
                name: "IX_Files_SmallerOfId",
                table: "Files",
                column: "SmallerOfId");

            migrationBuilder.CreateIndex(
                name: "IX_ProjectFiles_FileId",
                table: "ProjectFiles",
                column: "FileId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProjectFiles_ProjectId_Ordinal",
                table: "ProjectFiles",
                columns: new[] { "ProjectId", "Ordinal" });

            migrationBuilder.AddForeignKey(
                name: "FK_Files_Files_SmallerOfId",
                table: "Files",
                column: "SmallerOfId",
                principalTable: "Files",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Files_Files_SmallerOfId",
                table: "Files");

            migrationBuilder.DropTable(
                name: "ProjectFiles");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Projects_Place",
                table: "Projects");

            migrationBuilder.DropIndex(
                name: "IX_Files_SmallerOfId",
                table: "Files");

            migrationBuilder.DropColumn(
                name: "AccessProvedOn",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "AirportMinutes",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "CostBasis_En",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "CostBasis_Zh",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "ExpresswayMinutes",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Gas_Capacity",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Gas_ProvedOn",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Labour_En",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Labour_Zh",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "LandPrice_En",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "LandPrice_Zh",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "LandProvedOn",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Latitude",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Longitude",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Permits_En",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Permits_Zh",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Power_Capacity",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Power_ProvedOn",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "RailwayMinutes",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Sewage_Capacity",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Sewage_ProvedOn",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "SupplyNote_En",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "SupplyNote_Zh",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Water_Capacity",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Water_ProvedOn",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Height",
                table: "Files");

            migrationBuilder.DropColumn(
                name: "SmallerOfId",
                table: "Files");

            migrationBuilder.DropColumn(
                name: "Width",
                table: "Files");

            migrationBuilder.DropColumn(
                name: "PrivacyVersion",
                table: "Enquiries");
        }
    }
}
