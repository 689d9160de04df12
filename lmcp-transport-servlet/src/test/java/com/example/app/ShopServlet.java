package com.example.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet that has nothing to do with lmcp. */
public final class ShopServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Creates a servlet. Containers call it. */
    public ShopServlet() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getOutputStream().print("shop");
    }
}
