package dev.lmcp.verification.shop;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something that a user buys.
 *
 * @param productId the product
 * @param quantity how many of it
 */
public record Item(@JsonProperty("product_id") int productId, @JsonProperty("quantity") int quantity) {}
