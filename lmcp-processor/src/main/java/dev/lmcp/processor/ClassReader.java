package dev.lmcp.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Reads a class with annotated methods, and reports what cannot be used. */
final class ClassReader {

    private final ProcessingEnvironment environment;
    private final Faults faults;

    ClassReader(ProcessingEnvironment environment, Faults faults) {
        this.environment = environment;
        this.faults = faults;
    }

    Provider read(TypeElement type) {
        checkClass(type);
        List<Offer> offers = offers(type);
        Optional<Attributes> plugin = Attributes.of(type, "McpPlugin");
        if (offers.isEmpty() && plugin.isPresent()) {
            faults.add(
                    type,
                    plugin.get(),
                    "name",
                    "class '" + type.getSimpleName()
                            + "' has @McpPlugin, but offers nothing; expected a method with @McpTool, @McpResource or @McpPrompt:"
                            + " annotate one, or remove @McpPlugin");
        }
        String packageName = environment
                .getElementUtils()
                .getPackageOf(type)
                .getQualifiedName()
                .toString();
        Provider provider = new Provider(
                type,
                packageName,
                type.getSimpleName() + "Provider",
                plugin.map(given -> given.text("name"))
                        .filter(name -> !name.isEmpty())
                        .orElseGet(() -> Names.kebabCase(type.getSimpleName().toString())),
                plugin.map(given -> given.flag("optIn")).orElse(false),
                construction(type, offers),
                offers);
        checkNames(provider, plugin);
        return provider;
    }

    private void checkClass(TypeElement type) {
        String name = type.getSimpleName().toString();
        if (type.getNestingKind() != NestingKind.TOP_LEVEL) {
            faults.add(
                    type,
                    "class '" + name + "' is nested in '" + outermost(type)
                            + "'; expected a class in a file of its own: move it");
        } else if (type.getKind() != ElementKind.CLASS && type.getKind() != ElementKind.RECORD) {
            faults.add(
                    type, "'" + name + "' is not a class; expected a class with methods that have a body: make it one");
        } else if (!type.getModifiers().contains(Modifier.PUBLIC)) {
            faults.add(
                    type,
                    "class '" + name + "' is not public; expected a public class, as the generated provider is"
                            + " public: add 'public'");
        } else if (!type.getTypeParameters().isEmpty()) {
            faults.add(type, "class '" + name + "' has type parameters; expected none: use the types themselves");
        }
    }

    private static String outermost(TypeElement type) {
        return type.getEnclosingElement() instanceof TypeElement outer
                ? outer.getSimpleName().toString()
                : "a method";
    }

    private List<Offer> offers(TypeElement type) {
        OfferReader reader = new OfferReader(environment, faults);
        List<Offer> offers = new ArrayList<>();
        Set<String> generatedNames = new HashSet<>();
        Map<String, Offer> unique = new HashMap<>();
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            for (Kind kind : Kind.values()) {
                Attributes.of(method, kind.annotation())
                        .map(attributes -> reader.read(kind, method, attributes, generatedNames))
                        .ifPresent(offer -> {
                            offers.add(offer);
                            checkUnique(offer, unique.putIfAbsent(offer.shown(), offer));
                        });
            }
        }
        return offers;
    }

    private void checkUnique(Offer offer, @org.jspecify.annotations.Nullable Offer other) {
        if (other != null) {
            String attribute = offer.kind() == Kind.RESOURCE ? "uri" : "name";
            faults.add(
                    offer.method(),
                    offer.attributes(),
                    attribute,
                    offer.shown() + " is declared twice, by the methods '"
                            + other.methodName() + "' and '" + offer.methodName()
                            + "'; expected unique names: set another "
                            + attribute + " for one of them");
        }
    }

    private void checkNames(Provider provider, Optional<Attributes> plugin) {
        if (!Names.isPlugin(provider.pluginName())) {
            String message = "plugin name '" + provider.pluginName() + "' cannot be used; expected 1 to 64 lower-case"
                    + " letters, digits and hyphens, the first one a letter: set name of @McpPlugin";
            plugin.ifPresentOrElse(
                    given -> faults.add(provider.source(), given, "name", message),
                    () -> faults.add(provider.source(), message));
        }
        Element taken = environment.getElementUtils().getTypeElement(provider.qualifiedName());
        if (taken != null && Attributes.of(taken, "GeneratedProvider").isEmpty()) {
            faults.add(
                    provider.source(),
                    "class '" + provider.qualifiedName()
                            + "' exists already; expected this name to be free for the generated provider: rename one of them");
        }
    }

    private Provider.Construction construction(TypeElement type, List<Offer> offers) {
        if (offers.stream().allMatch(Offer::isStatic)) {
            return Provider.Construction.NONE;
        }
        if (type.getModifiers().contains(Modifier.ABSTRACT) && type.getKind() == ElementKind.CLASS) {
            faults.add(
                    type,
                    "class '" + type.getSimpleName()
                            + "' is abstract; expected a class with objects: remove 'abstract', or make all its annotated methods static");
        }
        Set<List<String>> constructors = new HashSet<>();
        for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
            if (constructor.getModifiers().contains(Modifier.PUBLIC)) {
                constructors.add(constructor.getParameters().stream()
                        .map(parameter -> parameter.asType().toString())
                        .toList());
            }
        }
        if (constructors.contains(List.of())) {
            return Provider.Construction.NO_ARGUMENTS;
        }
        if (constructors.contains(List.of("dev.lmcp.spi.Settings", "dev.lmcp.spi.Services"))) {
            return Provider.Construction.SETTINGS_AND_SERVICES;
        }
        return constructors.contains(List.of("dev.lmcp.spi.Settings"))
                ? Provider.Construction.SETTINGS
                : Provider.Construction.GIVEN;
    }
}
