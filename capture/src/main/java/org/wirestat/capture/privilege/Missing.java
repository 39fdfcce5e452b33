package org.wirestat.capture.privilege;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;

/** The door: what is missing for a capture, with the remedies, the safest first. */
public final class Missing {

    private Missing() {}

    /**
     * The interface is there, and we may not listen to it.
     *
     * @param detail in libpcap's words
     */
    public static CaptureException privilege(String interfaceName, String detail) {
        return new CaptureException(
                Reason.NO_PRIVILEGE,
                interfaceName + ": no privilege to capture"
                        + (isLinux() ? ": " + whatLinuxLacks(detail) : ": " + detail),
                isLinux() ? linuxRemedies(interfaceName) : otherRemedies(interfaceName));
    }

    private static String whatLinuxLacks(String detail) {
        try {
            return ProcessStatus.ofProcess().hasNetRaw()
                    ? "this process has CAP_NET_RAW, but the kernel refuses all the same (" + detail + ")"
                    : "this process lacks CAP_NET_RAW";
        } catch (IOException e) {
            return detail;
        }
    }

    // Never setcap on java: it lends the capability to whoever runs Java, and the loader then ignores the path by which
    // java finds its own libraries, so that java does not even start.
    private static List<String> linuxRemedies(String interfaceName) {
        return List.of(
                "sudo ./wirestat -i " + interfaceName,
                "sudo setpriv --reuid \"$(id -u)\" --regid \"$(id -g)\" --init-groups"
                        + " --inh-caps=-all,+net_raw --ambient-caps=-all,+net_raw --bounding-set=-all,+net_raw"
                        + " --no-new-privs ./wirestat -i " + interfaceName,
                "as a systemd service with AmbientCapabilities=CAP_NET_RAW and CapabilityBoundingSet=CAP_NET_RAW",
                "sudo tcpdump -i " + interfaceName + " -s 256 -U -w - | ./wirestat -r -");
    }

    private static List<String> otherRemedies(String interfaceName) {
        return isWindows()
                ? List.of(
                        "run it as administrator",
                        "install Npcap without the option that restricts its driver to administrators")
                : List.of(
                        "sudo ./wirestat -i " + interfaceName,
                        "sudo tcpdump -i " + interfaceName + " -s 256 -U -w - | ./wirestat -r -");
    }

    /** Live capture and capture filters need libpcap, and it cannot be loaded. */
    public static CaptureException libpcap(LinkageError cause) {
        CaptureException missing = new CaptureException(
                Reason.NO_LIBPCAP,
                "libpcap cannot be loaded; reading capture files without a filter works without it",
                isWindows()
                        ? List.of("install Npcap")
                        : isLinux()
                                ? List.of(
                                        "sudo apt install libpcap0.8 (Debian, Ubuntu)",
                                        "sudo dnf install libpcap (Fedora, RHEL)",
                                        "if it is installed in an unusual place: JAVA_TOOL_OPTIONS=-Djna.library.path=FOLDER")
                                : List.of("install libpcap"));
        missing.initCause(cause);
        return missing;
    }

    private static boolean isLinux() {
        return osName().startsWith("linux");
    }

    private static boolean isWindows() {
        return osName().startsWith("windows");
    }

    private static String osName() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    }
}
