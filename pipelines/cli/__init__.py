"""The ``naqsheh`` command: what a person types, and what it answers.

Each command lives in its own module and is imported only when it is called, so that help stays instant and a
build that has nothing to do loads neither Dagster nor Great Expectations.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli import outputs
from pipelines.cli.console import models_of, told_plainly
from pipelines.cli.options import JsonOption, ModelsOption, WorkspaceOption

# Plain help: its Rich form would load Rich and three times as many modules before the first word.
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Naqsheh: from the files of offices to validated, traceable indicators.",
)


@app.command()
def build(
    workspace: WorkspaceOption = None,
    models: ModelsOption = None,
    as_known_at: Annotated[
        str | None,
        typer.Option(help="Build what was known by the end of this day (1404-05-31), beside what is served."),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Tell of every file and group, however many there are.")
    ] = False,
) -> None:
    """Build and publish a version from raw/.

    Exit codes: 0 published or unchanged, 1 failed, 2 published with held or refused deliveries.
    """
    from pipelines.cli.building import build_workspace

    raise typer.Exit(build_workspace(workspace, models_of(models), as_known_at, verbose=verbose))


@app.command()
def status(
    workspace: WorkspaceOption = None,
    models: ModelsOption = None,
    as_json: JsonOption = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Name every delivery and group of rows, however many there are.")
    ] = False,
) -> None:
    """Show deliveries, row counts, freshness and the current version."""
    from pipelines.cli.status import show_status

    models_of(models)  # for the sentences
    raise typer.Exit(show_status(workspace, as_json, everything=everything))


@app.command()
def trace(
    indicator: Annotated[str, typer.Argument(help="Indicator id, such as exports_usd.")],
    area: Annotated[str, typer.Argument(help="Area code, such as 08 or 0808.")],
    period: Annotated[str, typer.Argument(help="Jalali period, such as 1402 or 1400Q4.")],
    domain: Annotated[str | None, typer.Option(help="crafts, carpet, all …")] = None,
    basis: Annotated[str | None, typer.Option(help="reported, register, customs, suitcase.")] = None,
    category: Annotated[str | None, typer.Option(help="Category of the breakdown.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Follow a published number back to its rows and files."""
    from pipelines.cli.tracing import show_trace

    filters = {"domain": domain, "basis": basis, "category": category}
    raise typer.Exit(show_trace(workspace, indicator, area, period, filters, as_json))


for command in (outputs.export, outputs.bulletin, outputs.notes, outputs.verify):
    app.command()(command)


@app.command()
def template(
    feed: Annotated[str, typer.Argument(help="Feed, such as exports.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Workbook to write (.xlsx).", dir_okay=False)],
    models: ModelsOption = None,
) -> None:
    """Write the workbook that an office fills in."""
    from pipelines.cli.files import write_feed_template

    raise typer.Exit(write_feed_template(models_of(models), feed, out))


ReasonOption = Annotated[str, typer.Option("--reason", help="Why; the ledger keeps it.", prompt=True)]
DeliveryArgument = Annotated[str, typer.Argument(help="Delivery id, as `naqsheh status --all` lists it.")]


@app.command()
def corrections(
    delivery: DeliveryArgument,
    out: Annotated[Path, typer.Option("--out", "-o", help="Workbook to write (.xlsx).", dir_okay=False)],
    workspace: WorkspaceOption = None,
    models: ModelsOption = None,
) -> None:
    """Write the rows of a delivery that were kept out, marked, for the office to correct and drop back."""
    from pipelines.cli.corrections import write_correction_workbook

    raise typer.Exit(write_correction_workbook(workspace, models_of(models), delivery, out))


@app.command()
def preview(
    file: Annotated[Path, typer.Argument(help="The file, as the office sent it.", exists=True, dir_okay=False)],
    feed: Annotated[str, typer.Option(help="Feed, such as exports.")],
    period: Annotated[str | None, typer.Option(help="1402, 1402Q3 or 1402-07; else the file's own.")] = None,
    office: Annotated[str | None, typer.Option(help="Office code; else the feed's own.")] = None,
    document: Annotated[str | None, typer.Option(help="Letter or document that it came with.")] = None,
    name: Annotated[str | None, typer.Option(help="Name that the office gave it.")] = None,
    synthetic: Annotated[bool, typer.Option("--synthetic", help="The data are invented.")] = False,
    workspace: WorkspaceOption = None,
    models: ModelsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show how a file would be understood, before it is accepted; nothing is taken in.

    Exit codes: 0 it would be published, 1 failed, 2 it would be held or refused, or is known already.
    """
    from pipelines.cli.previewing import show_preview

    sent = {"feed": feed, "period": period, "office": office, "document": document, "synthetic": synthetic}
    raise typer.Exit(show_preview(workspace, models_of(models), file, name, sent, as_json))


@app.command()
def accept(
    preview: Annotated[str, typer.Argument(help="Token that `naqsheh preview` gave.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Put a previewed file into raw/; the next build takes it in."""
    from pipelines.cli.previewing import accept_preview

    raise typer.Exit(accept_preview(workspace, preview))


@app.command()
def discard(
    preview: Annotated[str, typer.Argument(help="Token that `naqsheh preview` gave.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Take a preview away; nothing of its file is kept."""
    from pipelines.cli.previewing import discard_preview

    raise typer.Exit(discard_preview(workspace, preview))


@app.command()
def approve(
    delivery: DeliveryArgument,
    reason: Annotated[str | None, typer.Option("--reason", help="Why; the ledger keeps it.")] = None,
    workspace: WorkspaceOption = None,
    models: ModelsOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Approve it even if published values vanish by it.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would change.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Take a delivery that was held into the next build; say first what that puts out of force."""
    from pipelines.cli.decisions import decide

    given = reason if reason is not None or dry_run else typer.prompt("Reason")
    raise typer.Exit(
        decide(
            workspace, models_of(models), delivery, "approved", given, replace=replace, dry_run=dry_run, as_json=as_json
        )
    )


@app.command()
def reject(
    delivery: DeliveryArgument,
    reason: Annotated[str | None, typer.Option("--reason", help="Why; the ledger keeps it.")] = None,
    workspace: WorkspaceOption = None,
    models: ModelsOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would change.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Keep a delivery out; the one that it would have superseded stays in force."""
    from pipelines.cli.decisions import decide

    given = reason if reason is not None or dry_run else typer.prompt("Reason")
    raise typer.Exit(
        decide(workspace, models_of(models), delivery, "rejected", given, dry_run=dry_run, as_json=as_json)
    )


words = typer.Typer(
    invoke_without_command=True, rich_markup_mode=None, help="Words that no list knows, and their meanings."
)
app.add_typer(words, name="vocabulary")
ListArgument = Annotated[str, typer.Argument(metavar="LIST", help="List of the word, as the listing names it.")]
WordArgument = Annotated[str, typer.Argument(metavar="WORD", help="The word, in any of its spellings.")]


@words.callback()
def list_vocabulary(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    models: ModelsOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the words that no list knows, with counts, files and what they may mean."""
    if context.invoked_subcommand is None:
        from pipelines.cli.vocabulary import list_words

        raise typer.Exit(list_words(workspace, models_of(models), as_json))


@words.command("map")
def map_word(
    word_list: ListArgument,
    word: WordArgument,
    code: Annotated[str, typer.Argument(metavar="CODE", help="A code or title of the list, other or not_stated.")],
    reason: ReasonOption,
    workspace: WorkspaceOption = None,
    models: ModelsOption = None,
) -> None:
    """Say once, for ever, what a word means; the next build takes it in."""
    from pipelines.cli.vocabulary import map_word as act

    raise typer.Exit(act(workspace, models_of(models), word_list, word, code, reason))


@words.command("forget")
def forget_word(
    word_list: ListArgument,
    word: WordArgument,
    reason: ReasonOption,
    workspace: WorkspaceOption = None,
    models: ModelsOption = None,
) -> None:
    """Take back what was said of a word; the next build no longer knows it."""
    from pipelines.cli.vocabulary import forget_word as act

    raise typer.Exit(act(workspace, models_of(models), word_list, word, reason))


@words.command("history")
def vocabulary_history(
    workspace: WorkspaceOption = None, models: ModelsOption = None, as_json: JsonOption = False
) -> None:
    """Show what was said of words, by whom, when and why, and what has become of it."""
    from pipelines.cli.vocabulary import show_history as act

    raise typer.Exit(act(workspace, models_of(models), as_json))


@app.command(name="fill-down")
def fill_down(
    delivery: DeliveryArgument,
    reason: ReasonOption,
    columns: Annotated[
        list[str] | None,
        typer.Argument(help="Columns, by name or heading; by default those that wait for it."),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Read the delivery as it was sent again.")] = False,
    workspace: WorkspaceOption = None,
    models: ModelsOption = None,
) -> None:
    """Let the blanks of a held list mean "as above": its columns are filled down."""
    from pipelines.cli.filling import fill_down as fill

    raise typer.Exit(fill(workspace, models_of(models), delivery, columns or (), reason, undo=undo))


@app.command()
def rollback(
    version: Annotated[int | None, typer.Argument(help="Version to serve; the one before by default.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Serve an earlier version again; it is recorded in the ledger."""
    from pipelines.cli.versions import roll_back

    raise typer.Exit(roll_back(workspace, version))


@app.command()
def serve(
    workspace: WorkspaceOption = None,
    models: ModelsOption = None,
    port: Annotated[int, typer.Option(help="Port of the dashboards.")] = 8501,
    dagster_port: Annotated[int, typer.Option(help="Port of Dagster's pages.")] = 3000,
) -> None:
    """Serve the dashboards and Dagster, here, until interrupted."""
    from pipelines.cli.serving import serve_workspace

    raise typer.Exit(serve_workspace(workspace, models_of(models), port, dagster_port))


@app.command()
def mcp(workspace: WorkspaceOption = None, models: ModelsOption = None) -> None:
    """Answer an assistant's questions on the published version (Model Context Protocol, standard input and output)."""
    from pipelines.assistant.server import serve as serve_assistant
    from pipelines.cli.console import workspace_of

    serve_assistant(workspace_of(workspace).curated, models_of(models))


@app.command()
def doctor(workspace: WorkspaceOption = None, models: ModelsOption = None, as_json: JsonOption = False) -> None:
    """Check the installation, the models and the workspace."""
    from pipelines.cli.doctor import examine

    raise typer.Exit(examine(workspace, models_of(models), as_json))


@app.command()
def check(
    file: Annotated[
        Path | None,
        typer.Argument(help="A file of models/; all of them by default.", exists=True, dir_okay=False),
    ] = None,
    schemas: Annotated[
        Path | None,
        typer.Option("--schemas", help="Only write JSON Schemas for editors into this folder.", file_okay=False),
    ] = None,
    models: ModelsOption = None,
) -> None:
    """Check models/: what each file says, and whether its query finds the tables and columns that it names.

    Exit codes: 0 nothing is wrong, 1 there are faults; each is told with its file and its place.
    """
    from pipelines.cli.checking import check as check_files
    from pipelines.cli.checking import write_schema_files

    folder = models_of(models)
    raise typer.Exit(check_files(folder, file) if schemas is None else write_schema_files(folder, schemas))


@app.command()
def demo(
    workspace: Annotated[
        Path,
        typer.Option("--workspace", "-w", help="Empty folder for the invented deliveries.", file_okay=False),
    ],
    rows: Annotated[int, typer.Option(help="Rows about persons, all files together (10³ to 10⁷).")] = 20_000,
    seed: Annotated[int, typer.Option(help="Equal seeds give equal files.")] = 1,
    mess: Annotated[float, typer.Option(help="Share of the cells that are written as offices write.")] = 0.03,
    models: ModelsOption = None,
) -> None:
    """Write an invented workspace, labelled as such, to explore and to measure with."""
    from pipelines.cli.demo import make_demo

    raise typer.Exit(make_demo(workspace, models_of(models), rows, seed, mess))


def main() -> None:
    """Run the command; errors are sentences, with a trace only under ``NAQSHEH_DEBUG=1``."""
    with told_plainly():
        models_of(None)  # of which the sentences of commands come that take no folder
        app(prog_name="naqsheh")
    sys.exit(0)
