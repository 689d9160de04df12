package dev.lmcp.processor;

import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/** Lists the generated providers of a module for {@code ServiceLoader}, and finds names that two of them share. */
public final class ServicesProcessor extends AbstractProcessor {

    private static final String SERVICE = "dev.lmcp.spi.ToolProvider";
    private static final String PATH = "META-INF/services/" + SERVICE;
    private static final String MARKER = Attributes.PACKAGE + "GeneratedProvider";

    /** The providers of this compilation, by name. */
    private final Map<String, TypeElement> providers = new TreeMap<>();

    /** Creates the processor; the compiler does this. */
    public ServicesProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(MARKER);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            for (TypeElement type : ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))) {
                providers.put(type.getQualifiedName().toString(), type);
            }
        }
        if (round.processingOver() && !round.errorRaised() && !providers.isEmpty()) {
            if (isUnique()) {
                write();
            }
        }
        return false;
    }

    private boolean isUnique() {
        Faults faults = new Faults(processingEnv.getMessager());
        Map<String, String> methods = new HashMap<>();
        for (TypeElement provider : providers.values()) {
            Attributes marker = Attributes.of(provider, "GeneratedProvider").orElseThrow();
            TypeMirror source = marker.type("value").orElseThrow();
            String plugin = "plugin '" + marker.text("plugin") + "'";
            String twin = methods.putIfAbsent(plugin, JavaTypes.nameOf(source));
            if (twin != null) {
                faults.add(
                        JavaTypes.element(source),
                        plugin + " is declared twice, by the classes '" + twin + "' and '" + JavaTypes.nameOf(source)
                                + "'; expected unique names: set name of @McpPlugin for one of them");
            }
            for (String offer : marker.texts("offers")) {
                String[] parts = offer.split("=", 2);
                String method = JavaTypes.nameOf(source) + "." + parts[0];
                String other = methods.putIfAbsent(parts[1], method);
                if (other != null && !other.equals(method)) {
                    faults.add(
                            method(source, parts[0]),
                            parts[1] + " is declared twice, by the methods '" + other + "' and '"
                                    + method + "'; expected unique names: set another "
                                    + (parts[1].startsWith("resource") ? "uri" : "name") + " for one of them");
                }
            }
        }
        return faults.count() == 0;
    }

    private static Element method(TypeMirror type, String name) {
        TypeElement source = JavaTypes.element(type);
        return ElementFilter.methodsIn(source.getEnclosedElements()).stream()
                .filter(method -> method.getSimpleName().contentEquals(name))
                .map(Element.class::cast)
                .findFirst()
                .orElse(source);
    }

    private void write() {
        ServicesFile file = ServicesFile.read(existing(), this::isGenerated);
        for (TypeElement provider : providers.values()) {
            Attributes marker = Attributes.of(provider, "GeneratedProvider").orElseThrow();
            if (marker.flag("standalone")) {
                file.add(provider.getQualifiedName().toString());
                adviseModule(provider);
            } else {
                adviseEmbedding(provider, JavaTypes.element(marker.type("value").orElseThrow()));
            }
        }
        for (String name : file.unlisted()) {
            note("'" + PATH + "' was written by hand and does not list '" + name
                    + "'; expected it to, as a build that copies"
                    + " the file again loses what the compiler added: add the line");
        }
        String text = file.text();
        if (text.isEmpty()) {
            return;
        }
        try (Writer writer = processingEnv
                .getFiler()
                .createResource(
                        StandardLocation.CLASS_OUTPUT,
                        "",
                        PATH,
                        providers.values().toArray(Element[]::new))
                .openWriter()) {
            writer.write(text);
        } catch (IOException e) {
            processingEnv
                    .getMessager()
                    .printMessage(
                            Diagnostic.Kind.ERROR,
                            "cannot write 'META-INF/services/" + SERVICE + "': " + e.getMessage()
                                    + "; expected a folder for classes that can be written: look at its permissions");
        }
    }

    /** What an earlier compilation has left, or what was copied from the resources: no file is an empty one. */
    private String existing() {
        try {
            return processingEnv
                    .getFiler()
                    .getResource(StandardLocation.CLASS_OUTPUT, "", PATH)
                    .getCharContent(true)
                    .toString();
        } catch (IOException | IllegalArgumentException e) {
            return "";
        }
    }

    private boolean isGenerated(String name) {
        TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
        return type != null
                && Attributes.of(type, "GeneratedProvider")
                        .filter(marker -> marker.flag("standalone"))
                        .isPresent();
    }

    private void adviseModule(TypeElement provider) {
        ModuleElement module = processingEnv.getElementUtils().getModuleOf(provider);
        if (module == null || module.isUnnamed()) {
            return;
        }
        String name = provider.getQualifiedName().toString();
        boolean isProvided = ElementFilter.providesIn(module.getDirectives()).stream()
                .filter(directive -> directive.getService().getQualifiedName().contentEquals(SERVICE))
                .flatMap(directive -> directive.getImplementations().stream())
                .anyMatch(type -> type.getQualifiedName().contentEquals(name));
        if (!isProvided) {
            note("module '" + module.getQualifiedName() + "' does not provide '" + name
                    + "'; expected it to, as ServiceLoader reads no services file of a named module: add to module-info.java:"
                    + " provides " + SERVICE + " with " + name + ";");
        }
    }

    private void adviseEmbedding(TypeElement provider, TypeElement source) {
        note("class '" + source.getSimpleName()
                + "' has no public constructor without parameters, nor one for Settings; so no"
                + " services file lists '" + provider.getSimpleName() + "': start the server in code, with"
                + " Lmcp.with(config).register(new " + provider.getSimpleName() + "(\u2026)::register)");
    }

    private void note(String text) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.NOTE, text);
    }
}
