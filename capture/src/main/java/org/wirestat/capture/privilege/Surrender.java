package org.wirestat.capture.privilege;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;

/**
 * The door: gives up what root may do, for good and for all threads, before the first byte from outside is looked at.
 *
 * <p>Linux only. A process that is not root has nothing to give up: CAP_NET_RAW alone, if it has that, is what a capture
 * needs.
 */
public final class Surrender {

    /** For processes that are not ours to change, such as those of tests. */
    public static final Surrender NONE = new Surrender(null, false);

    /** A thread that ends is gone by then, however busy the machine. */
    private static final long LONGEST_END_NS = 2_000_000_000L;

    private static final long LOOK_AGAIN_NS = 1_000_000L;

    private static final String REMEDY = "--insecure-keep-root, if root it must be";

    private final @Nullable Account account;
    private final boolean isOfUser;

    private Surrender(@Nullable Account account, boolean isOfUser) {
        this.account = account;
        this.isOfUser = isOfUser;
    }

    /**
     * Decides who to be: the user that was asked for, else the one who called sudo, else nobody.
     *
     * @param userName name of an account; empty for none in particular
     * @throws CaptureException NO_PRIVILEGE if that account cannot be had
     */
    public static Surrender to(String userName) throws CaptureException {
        ProcessStatus status;
        try {
            status = ProcessStatus.ofProcess();
        } catch (IOException e) {
            return NONE; // no Linux
        }
        if (!status.isRoot()) {
            if (!userName.isEmpty()) {
                throw refused(
                        "--user " + userName + ": only root can become somebody else", List.of("sudo ./wirestat …"));
            }
            return NONE;
        }
        try {
            return ofRoot(userName);
        } catch (LinkageError e) {
            throw refused(
                    "root cannot be given up: JNA's library cannot be loaded: " + e.getMessage(), List.of(REMEDY));
        }
    }

    private static Surrender ofRoot(String userName) throws CaptureException {
        if (!userName.isEmpty()) {
            Account named = Accounts.named(userName);
            if (named == null) {
                throw refused("--user " + userName + ": there is no such account", List.of());
            }
            return to(named);
        }
        Account invoker = Accounts.numbered(System.getenv("SUDO_UID"), System.getenv("SUDO_GID"));
        if (invoker != null && invoker.uid() != 0) {
            return to(invoker);
        }
        Account nobody = Accounts.named(Account.NOBODY.name());
        return new Surrender(nobody == null ? Account.NOBODY : nobody, false);
    }

    private static Surrender to(Account account) throws CaptureException {
        if (account.uid() == 0) {
            throw refused("--user " + account.name() + ": that would be root again", List.of(REMEDY));
        }
        return new Surrender(account, true);
    }

    /** Whether there is anything to give up. */
    public boolean isNeeded() {
        return account != null;
    }

    /**
     * Whether there is a user with files of their own, who may read just these: then privileges go before files are opened.
     * Nobody could open none.
     */
    public boolean isOfUser() {
        return isOfUser;
    }

    /** In words for people; empty if nothing is given up. */
    public String description() {
        return account == null ? "" : "privileges given up: running as " + account.name() + " (" + account.uid() + ")";
    }

    /**
     * Gives them up, and looks whether they are gone, in every thread.
     *
     * @throws CaptureException NO_PRIVILEGE if they are not; then nothing must be read
     */
    public void perform() throws CaptureException {
        Account to = account;
        if (to == null) {
            return;
        }
        openLibraries();
        String failed = Identity.become(to);
        try {
            List<String> left = failed.isEmpty() ? leftOfRoot(to) : List.of(failed);
            if (!left.isEmpty()) {
                throw refused("root's privileges could not be given up: " + left.get(0), List.of(REMEDY));
            }
        } catch (IOException e) {
            throw refused("it cannot be seen whether root's privileges are gone: " + e, List.of(REMEDY));
        }
    }

    /**
     * What is left of root once the threads have ended that were ending. The C library cannot reach those any more, so they
     * are root's to their end, and may be seen until then: on a busy machine a start once failed because of it.
     */
    private static List<String> leftOfRoot(Account to) throws IOException {
        long endNs = System.nanoTime() + LONGEST_END_NS;
        while (true) {
            List<String> left = ProcessStatus.threadsThatAreNot(to);
            if (left.isEmpty() || System.nanoTime() - endNs > 0) {
                return left;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
    }

    /** Libraries may stand where only root can read them, and Java opens each when its first class is wanted. */
    private static void openLibraries() {
        try {
            for (URL library :
                    Collections.list(Surrender.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
                library.getProtocol();
            }
        } catch (IOException e) {
            // Whichever cannot be opened now could not be later.
        }
    }

    private static CaptureException refused(String message, List<String> remedies) {
        return new CaptureException(Reason.NO_PRIVILEGE, message, remedies);
    }
}
