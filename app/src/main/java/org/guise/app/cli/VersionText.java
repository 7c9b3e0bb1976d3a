package org.guise.app.cli;

import org.guise.app.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code guise --version} prints. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"guise " + Version.number() + " (Java " + Runtime.version() + ")"};
    }
}
