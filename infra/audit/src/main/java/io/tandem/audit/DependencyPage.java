package io.tandem.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** docs/dependencies.md, all of it. */
final class DependencyPage {

    private DependencyPage() {}

    static String of(Inventory inventory, List<String> programs) {
        StringBuilder page = new StringBuilder("""
                # 随包发布的依赖 / Dependencies that ship

                由 `make audit` 生成，请勿手改。 / Written by `make audit`; not to be edited by hand.

                **这不是漏洞报告。** 没有可离线取得的漏洞库：OSV、NVD 与 GitHub 的通告都只能在线获取，Maven 与 npm 上的扫描器（OWASP dependency-check、\
                osv-offline 等）也要在运行时下载数据。能联网的地方，请把软件物料清单交给扫描器，例如 `osv-scanner --sbom order-native/target/bom.json`。

                **This is no vulnerability report.** No vulnerability database can be had offline: the advisories of OSV, NVD and GitHub are \
                served online only, and the scanners on Maven and npm (OWASP dependency-check, osv-offline and others) fetch their data when they \
                run. Where there is a network, hand the bills of materials to a scanner, such as `osv-scanner --sbom order-native/target/bom.json`.

                * 清单取自各程序的 CycloneDX 物料清单（`target/bom.json`），并与 `target/quarkus-app/lib` 中的文件逐一核对。 / The list comes from each \
                program's CycloneDX bill of materials, compared file by file with what it is started with.
                * 日期是包内最新文件的日期；“–”表示其构建写的是固定时间。 / The date is that of the newest file in the archive; "–" means that its build \
                writes a made-up one.
                * 原生可执行文件由同样的库构建，并包含 JDK 与 GraalVM 运行时的一部分。 / Native executables are built from the same libraries, and \
                hold parts of the JDK and of GraalVM's run time.

                """);
        List<Inventory.Entry> libraries = inventory.libraries();
        page.append("| | |\n|---|---|\n| programs | ")
                .append(String.join(", ", programs))
                .append(" |\n| libraries | ")
                .append(libraries.size())
                .append(" |\n| files that no bill names | ")
                .append(listed(inventory.unknown()))
                .append(" |\n| libraries in two versions | ")
                .append(listed(inventory.twice()))
                .append(" |\n| oldest | ")
                .append(oldest(libraries))
                .append(" |\n\n## 许可证 / Licences\n\n| licence | libraries |\n|---|---|\n");
        licences(libraries).forEach((licence, count) -> page.append("| ")
                .append(licence)
                .append(" | ")
                .append(count)
                .append(" |\n"));
        page.append("\n## 清单 / List\n\n| library | version | built | licence | in |\n|---|---|---|---|---|\n");
        libraries.forEach(entry -> page.append("| ")
                .append(entry.component().group())
                .append(':')
                .append(entry.component().name())
                .append(" | ")
                .append(entry.component().version())
                .append(" | ")
                .append(entry.built().map(LocalDate::toString).orElse("–"))
                .append(" | ")
                .append(licence(entry))
                .append(" | ")
                .append(entry.programs().size() == programs.size() ? "all" : String.join(", ", entry.programs()))
                .append(" |\n"));
        return page.toString();
    }

    private static String listed(List<String> lines) {
        return lines.isEmpty() ? "none" : String.join("; ", lines);
    }

    private static String licence(Inventory.Entry entry) {
        List<String> licences = entry.component().licences();
        return licences.isEmpty() ? "not stated" : String.join(" or ", licences);
    }

    private static Map<String, Long> licences(List<Inventory.Entry> libraries) {
        return libraries.stream()
                .collect(Collectors.groupingBy(DependencyPage::licence, TreeMap::new, Collectors.counting()));
    }

    private static String oldest(List<Inventory.Entry> libraries) {
        return libraries.stream()
                .filter(entry -> entry.built().isPresent())
                .min((one, other) ->
                        one.built().orElseThrow().compareTo(other.built().orElseThrow()))
                .map(entry -> entry.component().group() + ":"
                        + entry.component().name() + ", " + entry.built().orElseThrow())
                .orElse("none");
    }
}
