package org.wirestat.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wirestat.cli.field.Field;
import org.wirestat.cli.field.LinuxStates;
import org.wirestat.cli.print.TableFormat;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.TrackerOptions;

/** Scripts that complete our command lines, made of the one definition of the options. */
final class Completion {

    /** Shells that we complete for. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    private static final String INTERFACES = "any $(cd /sys/class/net 2>/dev/null && echo *)";

    private Completion() {}

    static String script(Shell shell) {
        return switch (shell) {
            case BASH -> bash();
            case ZSH -> zsh();
            case FISH -> fish();
        };
    }

    private static String bash() {
        StringBuilder text = new StringBuilder("# wirestat --completion bash\n_wirestat() {\n");
        text.append("    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n    case $prev in\n");
        for (Flag flag : Flag.values()) {
            if (flag.takesValue() && !flag.valueMayBeMissing()) {
                text.append("        ")
                        .append(String.join("|", flag.spellings()))
                        .append(") ");
                if (flag == Flag.READ) {
                    text.append("compopt -o default; COMPREPLY=()");
                } else {
                    String words = flag == Flag.INTERFACE ? INTERFACES : String.join(" ", choices(flag));
                    text.append("COMPREPLY=($(compgen -W \"").append(words).append("\" -- \"$cur\"))");
                }
                text.append("; return ;;\n");
            }
        }
        text.append("    esac\n    COMPREPLY=($(compgen -W \"");
        List<String> all = new ArrayList<>();
        for (Flag flag : Flag.values()) {
            all.addAll(flag.spellings());
        }
        return text.append(String.join(" ", all))
                .append("\" -- \"$cur\"))\n}\ncomplete -F _wirestat wirestat ./wirestat\n")
                .toString();
    }

    private static String zsh() {
        StringBuilder text = new StringBuilder("#compdef wirestat\n# wirestat --completion zsh\n_arguments -s \\\n");
        for (Flag flag : Flag.values()) {
            for (String spelling : flag.spellings()) {
                text.append("    '*").append(spelling);
                boolean isLong = spelling.startsWith("--");
                if (flag.takesValue() && !flag.valueMayBeMissing()) {
                    text.append(isLong ? "=" : "+");
                }
                text.append('[').append(plain(flag.description())).append(']');
                if (flag.takesValue()) {
                    text.append(flag.valueMayBeMissing() ? "::" : ":")
                            .append(plain(flag.parameter()))
                            .append(':');
                    if (flag == Flag.READ) {
                        text.append("_files");
                    } else if (flag == Flag.INTERFACE) {
                        text.append("_net_interfaces");
                    } else if (!choices(flag).isEmpty()) {
                        text.append('(')
                                .append(String.join(" ", choices(flag)).replace(":", "\\:"))
                                .append(')');
                    } else {
                        text.append("( )");
                    }
                }
                text.append("' \\\n");
            }
        }
        return text.append("    '*:capture filter:'\n").toString();
    }

    private static String fish() {
        StringBuilder text = new StringBuilder("# wirestat --completion fish\n");
        for (Flag flag : Flag.values()) {
            text.append("complete -c wirestat");
            for (String spelling : flag.spellings()) {
                boolean isLong = spelling.startsWith("--");
                text.append(isLong ? " -l " : " -s ").append(spelling.substring(isLong ? 2 : 1));
            }
            if (flag == Flag.READ) {
                text.append(" -r -F");
            } else if (flag == Flag.INTERFACE) {
                text.append(" -x -a 'any (command ls /sys/class/net)'");
            } else if (flag.takesValue() && !flag.valueMayBeMissing()) {
                text.append(" -x");
                if (!choices(flag).isEmpty()) {
                    text.append(" -a '").append(String.join(" ", choices(flag))).append('\'');
                }
            } else {
                text.append(" -f");
            }
            text.append(" -d '").append(flag.description().replace("'", "\\'")).append("'\n");
        }
        return text.toString();
    }

    /** Without what means something to zsh in its descriptions. */
    private static String plain(String text) {
        return text.replace("'", "").replace("[", "(").replace("]", ")").replace(":", " ");
    }

    /** Words that may follow an option; empty where anything may. */
    static List<String> choices(Flag flag) {
        return switch (flag) {
            case FORMAT -> names(TableFormat.values());
            case OUTPUT -> names(Options.Output.values());
            case CHECKSUMS -> names(TrackerOptions.Checksums.values());
            case COMPLETION -> names(Shell.values());
            case PROTO -> List.of("tcp", "tcp4", "tcp6", "udp", "udp4", "udp6");
            case STATE -> states();
            case SORT -> fields();
            default -> List.of();
        };
    }

    private static List<String> names(Enum<?>[] all) {
        List<String> names = new ArrayList<>();
        for (Enum<?> one : all) {
            names.add(one.name().toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private static List<String> states() {
        List<String> names = new ArrayList<>();
        for (TcpState state : TcpState.values()) {
            names.add(LinuxStates.name(state));
        }
        return names;
    }

    private static List<String> fields() {
        List<String> names = new ArrayList<>();
        for (Field<?> field : Options.View.SOCKETS.fields()) {
            names.add(field.fieldName());
            names.add(field.fieldName() + ":desc");
        }
        return names;
    }
}
