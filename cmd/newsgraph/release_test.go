package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// packed is a file that a release has beside the binary.
type packed struct {
	Src, Dst string
	Info     struct{ Mtime string }
	FileInfo struct{ Mtime string } `yaml:"file_info"`
}

// releaseConfig is what the tests look at of .goreleaser.yaml.
type releaseConfig struct {
	Builds []struct {
		Main                              string
		Env, Goos, Goarch, Flags, Ldflags []string
		Tags                              []string
		ModTimestamp                      string `yaml:"mod_timestamp"`
	}
	Archives []struct {
		BuildsInfo struct{ Mtime string } `yaml:"builds_info"`
		Files      []packed
	}
	Nfpms []struct {
		Formats  []string
		Mtime    string
		Rpm      struct{ Buildhost string }
		Contents []packed
	}
	Sboms   []struct{ Args []string }
	Dockers []struct {
		Dockerfile string
		Platforms  []string
		ExtraFiles []string `yaml:"extra_files"`
	} `yaml:"dockers_v2"`
}

// fromRoot reads a file of the module's root.
func fromRoot(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func readRelease(t *testing.T) (c releaseConfig) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(fromRoot(t, ".goreleaser.yaml")), &c); err != nil {
		t.Fatal(err)
	}
	if len(c.Builds) != 1 || len(c.Archives) != 1 || len(c.Nfpms) != 1 || len(c.Sboms) != 1 || len(c.Dockers) != 1 {
		t.Fatalf("a release is one build, one kind of archive, packages, bill of materials and image each: %+v", c)
	}
	return c
}

// What is released is what is tested: the same platforms and the same build.
func TestReleaseBuild(t *testing.T) {
	b := readRelease(t).Builds[0]
	var platforms []string
	for _, system := range b.Goos {
		for _, processor := range b.Goarch {
			platforms = append(platforms, system+"/"+processor)
		}
	}
	_, tested, _ := strings.Cut(fromRoot(t, ".ci/run"), "for target in ")
	tested, _, _ = strings.Cut(tested, ";")
	if want := strings.Fields(tested); len(want) != 6 || !slices.Equal(platforms, want) {
		t.Errorf("released are %v, tested %v", platforms, want)
	}
	if b.Main != "./cmd/newsgraph" || !slices.Equal(b.Env, []string{"CGO_ENABLED=0"}) {
		t.Errorf("built is %s with %v", b.Main, b.Env)
	}
	tags := strings.Join(b.Tags, ",")
	for _, other := range []string{".ci/release-files", "README.md"} {
		if !strings.Contains(fromRoot(t, other), "-tags "+tags+" ") {
			t.Errorf("%s builds with other tags than %s", other, tags)
		}
	}
	variable := regexp.MustCompile(`-X main\.(\w+)=\{\{ \.FullCommit \}\}`).FindStringSubmatch(strings.Join(b.Ldflags, " "))
	if variable == nil || !strings.Contains(fromRoot(t, "cmd/newsgraph/version.go"), "\nvar "+variable[1]+" = ") {
		t.Errorf("no variable has the commit: %v", b.Ldflags)
	}
}

// The same commit gives the same bytes: nothing of a release has the time or the place
// where it was made.
func TestReleaseIsReproducible(t *testing.T) {
	c := readRelease(t)
	for _, flag := range []string{"-trimpath", "-buildvcs=false"} {
		if !slices.Contains(c.Builds[0].Flags, flag) {
			t.Errorf("built without %s", flag)
		}
	}
	if !strings.Contains(strings.Join(c.Builds[0].Ldflags, " "), "-buildid= ") {
		t.Errorf("built with a build's id: %v", c.Builds[0].Ldflags)
	}
	const commit = "{{ .CommitDate }}"
	times := map[string]string{"archives": c.Archives[0].BuildsInfo.Mtime, "packages": c.Nfpms[0].Mtime}
	for _, f := range c.Archives[0].Files {
		times[f.Src] = f.Info.Mtime
	}
	for _, f := range c.Nfpms[0].Contents {
		times[f.Dst] = f.FileInfo.Mtime
	}
	for what, mtime := range times {
		if mtime != commit {
			t.Errorf("%s has the time %q, want %s", what, mtime, commit)
		}
	}
	if got := c.Builds[0].ModTimestamp; got != "{{ .CommitTimestamp }}" {
		t.Errorf("the binary has the time %q", got)
	}
	if c.Nfpms[0].Rpm.Buildhost == "" {
		t.Error("an rpm has the name of the machine")
	}
	for _, flag := range []string{"-noserial", "-notimestamp"} {
		if !slices.Contains(c.Sboms[0].Args, flag) {
			t.Errorf("the bill of materials is made without %s", flag)
		}
	}
}

// Every file that is packed is there, or is made by .ci/release-files.
func TestReleaseFiles(t *testing.T) {
	c := readRelease(t)
	files := c.Archives[0].Files
	files = append(files, c.Nfpms[0].Contents...)
	for _, name := range c.Dockers[0].ExtraFiles {
		files = append(files, packed{Src: name})
	}
	makes := fromRoot(t, ".ci/release-files")
	for _, f := range files {
		if made, ok := strings.CutPrefix(f.Src, ".release/"); ok {
			folder, name, _ := strings.Cut(made, "/")
			known := strings.Contains(makes, `"$out/`+folder+`"`) && (name == "" || name[0] == '*' || strings.Contains(makes, `"$out/`+made+`"`) ||
				folder == "completions" && slices.Contains(strings.Fields("bash zsh fish"), name) && strings.Contains(makes, "for shell in bash zsh fish;"))
			if !known {
				t.Errorf("%s is not made by .ci/release-files", f.Src)
			}
			continue
		}
		for _, name := range strings.Split(strings.Trim(f.Src, "{}"), ",") {
			if found, err := filepath.Glob(filepath.Join("..", "..", name)); err != nil || len(found) == 0 {
				t.Errorf("%s is packed and not there", name)
			}
		}
	}
	for _, format := range []string{"deb", "rpm"} {
		if !slices.Contains(c.Nfpms[0].Formats, format) {
			t.Errorf("no %s is made", format)
		}
	}
}

// The image is the binary on nothing, run by nobody in particular, with what
// goreleaser puts beside the container file.
func TestContainerfile(t *testing.T) {
	docker := readRelease(t).Dockers[0]
	text := strings.ReplaceAll(fromRoot(t, docker.Dockerfile), "\\\n", " ")
	last := map[string][]string{} // of the last stage
	for _, line := range strings.Split(text, "\n") {
		instruction, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if instruction == "" || instruction[0] == '#' {
			continue
		}
		if instruction == "FROM" {
			clear(last)
		}
		last[instruction] = append(last[instruction], rest)
	}
	if !slices.Equal(last["FROM"], []string{"scratch"}) || len(last["RUN"]) > 0 {
		t.Errorf("the image is built on %v and runs %v", last["FROM"], last["RUN"])
	}
	if !slices.Equal(last["ENTRYPOINT"], []string{`["/usr/bin/newsgraph"]`}) || !slices.Equal(last["ARG"], []string{"TARGETPLATFORM"}) {
		t.Errorf("it starts %v, for %v", last["ENTRYPOINT"], last["ARG"])
	}
	if user := strings.Join(last["USER"], ""); user == "" || strings.HasPrefix(user, "0") || strings.HasPrefix(user, "root") {
		t.Errorf("it is run by %q", user)
	}
	binary := false
	for _, copied := range last["COPY"] {
		words := strings.Fields(copied)
		if strings.HasPrefix(words[0], "--from=") {
			continue
		}
		for _, source := range words[:len(words)-1] {
			binary = binary || source == "$TARGETPLATFORM/newsgraph" && words[len(words)-1] == "/usr/bin/newsgraph"
			if source != "$TARGETPLATFORM/newsgraph" && !slices.Contains(docker.ExtraFiles, source) {
				t.Errorf("%s is copied and not among goreleaser's extra_files", source)
			}
		}
	}
	if !binary {
		t.Errorf("the binary is not copied: %v", last["COPY"])
	}
	if !slices.Equal(docker.Platforms, []string{"linux/amd64", "linux/arm64"}) {
		t.Errorf("platforms %v", docker.Platforms)
	}
}
