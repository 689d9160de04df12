package com.example;


/** Provides finders. */
public class FinderProvider {}
