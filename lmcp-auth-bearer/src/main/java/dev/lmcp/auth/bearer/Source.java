package dev.lmcp.auth.bearer;

import java.util.List;

/** A place where tokens are written. */
interface Source {

    /** Reads the entries as they are now; where it cannot, notes a problem and returns what it has. */
    List<Entry> read(Problems problems);
}
