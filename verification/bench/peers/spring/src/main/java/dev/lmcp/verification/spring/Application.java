package dev.lmcp.verification.spring;

import dev.lmcp.verification.shop.Shop;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A server of Spring AI, as its documentation sets it up. */
@SpringBootApplication
public class Application {

    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    @Bean
    Shop shop() {
        return Shop.ofEnvironment();
    }
}
