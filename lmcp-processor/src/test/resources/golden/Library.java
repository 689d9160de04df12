package com.example.library;

import dev.lmcp.Call;
import dev.lmcp.Content;
import dev.lmcp.Principal;
import dev.lmcp.PromptMessage;
import dev.lmcp.ToolResult;
import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.Description;
import dev.lmcp.annotation.Max;
import dev.lmcp.annotation.McpPlugin;
import dev.lmcp.annotation.McpPrompt;
import dev.lmcp.annotation.McpResource;
import dev.lmcp.annotation.McpTool;
import dev.lmcp.annotation.Min;
import dev.lmcp.annotation.Name;
import dev.lmcp.annotation.Pattern;
import dev.lmcp.annotation.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A library: every kind of method that lmcp-processor takes. */
@McpPlugin(name = "books", optIn = true)
public class Library {

    enum Cover {
        HARD,
        @Name("soft")
        PAPER
    }

    record Book(@Description("The title on the cover") String title, Optional<String> author) {}

    record Loan(Book book, LocalDate end, String reader) {}

    /**
     * Lends a book to a reader. Books with a {@code <b>red</b>} mark stay here; see {@link #rules(Optional)}.
     *
     * <p>The "end" of the loan is {@code days} days from now.
     *
     * @param book the book to lend
     * @param days for how many days, which are counted from tomorrow on, with Sundays and with the holidays of the town
     * @param call the call
     * @return the loan
     */
    @McpTool(
            title = "Lend a book",
            scopes = {"books.lend", "books.read"},
            hints = {McpTool.Hint.ADDITIVE, McpTool.Hint.OPEN_WORLD},
            timeLimit = "30s",
            tasks = McpTool.Tasks.OPTIONAL)
    public Loan lendBook(
            Book book,
            @Min(1) @Max(28) @Default("14") int days,
            @Size(max = 3) List<@Pattern("^[a-z]+$") String> marks,
            @Name("cover_kind") Cover cover,
            Call call,
            Principal reader) {
        call.progress(1);
        return new Loan(book, LocalDate.of(2026, 1, 1).plusDays(days), reader.subject());
    }

    /** Shows a book, with its picture. */
    @McpTool(output = Book.class)
    public ToolResult show(String title) {
        return ToolResult.of(Content.text(title), Content.image(new byte[] {1}, "image/png"));
    }

    @McpTool(name = "count", description = "Counts the books", hints = McpTool.Hint.READ_ONLY)
    static String numberOfBooks() {
        return "3";
    }

    /** Counts the books by shelf. */
    @McpTool
    List<Content> countByShelf(Map<String, Integer> shelves) {
        return shelves.keySet().stream().<Content>map(Content::text).toList();
    }

    /** Forgets all loans. */
    @McpTool(hints = {McpTool.Hint.DESTRUCTIVE, McpTool.Hint.IDEMPOTENT})
    void forget() {}

    /** The rules of the house. */
    @McpResource(uri = "books://rules", mimeType = "text/plain")
    String rules() {
        return "Be quiet.";
    }

    /** One book. */
    @McpResource(uri = "books://{shelf}/{id}", name = "book", title = "A book")
    Optional<byte[]> rules(String id, @Name("shelf") String place, Call call) {
        return id.equals("1") ? Optional.of(new byte[] {7}) : Optional.empty();
    }

    /**
     * Recommends a book.
     *
     * @param genre what the reader likes
     * @param author who may have written it
     */
    @McpPrompt
    List<PromptMessage> recommend(String genre, Optional<String> author) {
        return List.of(PromptMessage.user(genre), PromptMessage.user(author.orElse("nobody")));
    }
}
