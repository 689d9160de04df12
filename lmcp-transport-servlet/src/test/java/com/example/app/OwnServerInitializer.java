package com.example.app;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts the application's server in an initializer, as Spring Boot does in a container. */
public final class OwnServerInitializer implements ServletContainerInitializer {

    /** Creates an initializer. Containers call it. */
    public OwnServerInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> types, ServletContext context) {
        var unused = OwnServer.mount(context);
    }
}
