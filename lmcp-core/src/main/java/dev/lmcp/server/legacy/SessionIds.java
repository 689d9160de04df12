package dev.lmcp.server.legacy;

import dev.lmcp.ClientInfo;
import dev.lmcp.Principal;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.base.Revisions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/**
 * The ids of sessions. An id is sealed and carries the facts of its session, so that each node with the same keys accepts
 * it. It is bound to the owner of the session: issuer, subject and client.
 *
 * <p>An id has at most 1 KiB of visible ASCII (MCP 2025-11-25 transports §Session Management). Safe for concurrent use.
 */
final class SessionIds {

    /** The maximum length of an id. */
    static final int MAX_LENGTH = 1024;

    /** The version of the content. A node refuses a version that it does not know. */
    private static final int FORMAT = 1;

    private static final int NO_CLIENT = 0;
    private static final int CLIENT = 1;
    private static final int CLIENT_WITH_TITLE = 2;

    private final KeyRing keys;

    SessionIds(KeyRing keys) {
        this.keys = keys;
    }

    /** Returns the id of a session of this owner. */
    String seal(Principal owner, SessionFacts facts) {
        return keys.seal(binding(owner), bytes(out -> write(out, facts)));
    }

    /** Returns the facts in an id. Returns empty if no node with these keys made the id for this caller. */
    Optional<SessionFacts> open(String id, Principal caller) {
        return id.length() > MAX_LENGTH
                ? Optional.empty()
                : keys.open(binding(caller), id).flatMap(SessionIds::read);
    }

    /** Returns bytes that differ for any two callers. */
    static byte[] binding(Principal owner) {
        return bytes(out -> {
            out.writeUTF("session");
            writeExactly(out, owner.issuer());
            writeExactly(out, owner.subject());
            out.writeBoolean(owner.client().isPresent());
            writeExactly(out, owner.client().orElse(""));
        });
    }

    private static void writeExactly(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    private static void write(DataOutputStream out, SessionFacts facts) throws IOException {
        out.writeByte(FORMAT);
        out.writeLong(facts.number().getMostSignificantBits());
        out.writeLong(facts.number().getLeastSignificantBits());
        out.writeLong(facts.opened());
        out.writeUTF(facts.version());
        out.writeShort(CapabilityBits.of(facts.capabilities()).bits());
        if (facts.client().isEmpty()) {
            out.writeByte(NO_CLIENT);
            return;
        }
        ClientInfo client = facts.client().get();
        out.writeByte(client.title().isPresent() ? CLIENT_WITH_TITLE : CLIENT);
        out.writeUTF(client.name());
        out.writeUTF(client.version());
        if (client.title().isPresent()) {
            out.writeUTF(client.title().get());
        }
    }

    private static Optional<SessionFacts> read(byte[] content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            if (in.readByte() != FORMAT) {
                return Optional.empty();
            }
            UUID number = new UUID(in.readLong(), in.readLong());
            long opened = in.readLong();
            String version = in.readUTF();
            CapabilityBits capabilities = new CapabilityBits(in.readShort());
            SessionFacts facts = new SessionFacts(number, version, readClient(in), capabilities.capabilities(), opened);
            return Optional.of(facts).filter(read -> Revisions.LEGACY.contains(read.version()));
        } catch (IOException e) {
            // a node of another version sealed something else
            return Optional.empty();
        }
    }

    private static Optional<ClientInfo> readClient(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        if (kind == NO_CLIENT) {
            return Optional.empty();
        }
        ClientInfo client = ClientInfo.of(in.readUTF(), in.readUTF());
        return Optional.of(kind == CLIENT_WITH_TITLE ? client.withTitle(in.readUTF()) : client);
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
