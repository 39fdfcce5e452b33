package org.wirestat.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Explains an option that does not exist: what was meant instead. Loaded only then, and so picocli is too. */
final class WrongCommandLine {

    private WrongCommandLine() {}

    /**
     * @param spelling the option that is unknown
     * @param word the word that it stands in
     * @param words the whole command line
     */
    static UsageError unknown(String spelling, String word, List<String> words) {
        StringBuilder message = new StringBuilder("unknown option ").append(spelling);
        if (!word.startsWith(spelling)) {
            message.append(" in ").append(word);
        }
        List<String> meant = suggestions(spelling, words);
        if (!meant.isEmpty()) {
            message.append("; did you mean ").append(String.join(" or ", meant)).append('?');
        }
        return new UsageError(message.toString());
    }

    private static List<String> suggestions(String spelling, List<String> words) {
        if (!spelling.startsWith("--")) {
            char letter = spelling.charAt(1);
            String other = "-"
                    + (Character.isLowerCase(letter) ? Character.toUpperCase(letter) : Character.toLowerCase(letter));
            for (Flag flag : Flag.values()) {
                if (flag.spellings().contains(other)) {
                    return List.of(other + " (" + flag.description() + ")");
                }
            }
            return List.of();
        }
        try {
            new CommandLine(spec()).parseArgs(words.toArray(String[]::new));
            return List.of();
        } catch (CommandLine.UnmatchedArgumentException e) {
            return new ArrayList<>(e.getSuggestions());
        } catch (CommandLine.ParameterException e) {
            return List.of();
        }
    }

    /** Our options in picocli's terms; it completes and suggests by them. */
    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("wirestat");
        for (Flag flag : Flag.values()) {
            OptionSpec.Builder option = OptionSpec.builder(flag.spellings().toArray(String[]::new));
            option.description(flag.description());
            if (flag.takesValue()) {
                option.paramLabel(flag.parameter())
                        .arity(flag.valueMayBeMissing() ? "0..1" : "1")
                        .type(List.class)
                        .auxiliaryTypes(String.class);
            }
            spec.addOption(option.build());
        }
        return spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("FILTER")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build());
    }
}
