package org.guise.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.guise.app.job.Sentences;
import org.guise.app.job.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Puts the commands together and turns whatever they throw into one sentence and an exit code. */
public final class GuiseCli {
    private final Wiring wiring;
    private final PrintStream out;
    private final PrintStream err;

    GuiseCli(Wiring wiring, PrintStream out, PrintStream err) {
        this.wiring = wiring;
        this.out = out;
        this.err = err;
    }

    /** The command line with the built-in engine, on the given streams. */
    public static GuiseCli standard(PrintStream out, PrintStream err) {
        return new GuiseCli(Wiring.standard(), out, err);
    }

    /** Runs one command line and returns the exit code. */
    public int run(String... args) {
        GuiseCommand top = new GuiseCommand();
        CommandLine line = new CommandLine(top);
        line.addSubcommand(new RefaceCommand(wiring, err));
        line.addSubcommand(new BidsCommand(wiring, err));
        line.addSubcommand(new ReviewCommand());
        line.addSubcommand(new DicomCommand(wiring, err));
        line.addSubcommand(new PacsCommand(wiring, err, System.getenv()));
        line.addSubcommand(new QcCommand(wiring));
        line.addSubcommand(new RenderCommand(err));
        line.addSubcommand(new AuditCommand(err));
        line.addSubcommand(new EffectsCommand(err));
        line.addSubcommand(new VerifyCommand(err));
        line.addSubcommand(new InfoCommand());
        line.addSubcommand(new DemoCommand(wiring, err));
        line.addSubcommand(new PeopleCommand(err));
        line.addSubcommand(new CommandLine(new AtlasCommand()).addSubcommand(new AtlasBuildCommand(err)));
        line.addSubcommand(new CommandLine.HelpCommand());
        line.addSubcommand(new WarmUpCommand(wiring));
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(100);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((e, a) -> usage(e.getCommandLine(), String.valueOf(e.getMessage())));
        line.setExecutionExceptionHandler((e, where, parsed) -> failure(e, where, top.debug()));
        return line.execute(args);
    }

    private static int failure(Exception e, CommandLine where, boolean debug) {
        if (debug) {
            e.printStackTrace(where.getErr());
        }
        return switch (e) {
            case UsageException u -> usage(where, String.valueOf(u.getMessage()));
            case ParameterException p -> usage(where, String.valueOf(p.getMessage()));
            case IOException io -> {
                where.getErr().println("guise: " + Sentences.of("guise " + where.getCommandName(), io));
                yield ExitCode.IO;
            }
            default -> {
                where.getErr()
                        .println("guise: Guise itself failed (" + e + "); please report this as a bug"
                                + (debug ? "" : ", --debug shows where"));
                yield ExitCode.IO;
            }
        };
    }

    private static int usage(CommandLine where, String sentence) {
        where.getErr().println("guise: " + sentence);
        where.getErr().println("Try: " + where.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }
}
