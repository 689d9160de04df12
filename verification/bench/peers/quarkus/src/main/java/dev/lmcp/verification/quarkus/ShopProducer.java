package dev.lmcp.verification.quarkus;

import dev.lmcp.verification.shop.Shop;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the shop, at the first call. */
final class ShopProducer {

    @Produces
    @Singleton
    Shop shop() {
        return Shop.ofEnvironment();
    }
}
