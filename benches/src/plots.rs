//! Plots as plain SVG: lines over two logarithmic axes, each line named at its end.

use std::fmt::Write as _;

/// A line's name and its points.
pub type Line = (String, Vec<(f64, f64)>);

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 420.0;
/// Room at the left, the top, the right and the bottom.
const MARGINS: [f64; 4] = [64.0, 44.0, 230.0, 48.0];
/// Told apart also without colours seen as most people see them.
const COLORS: [&str; 8] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#666666", "#e69f00", "#56b4e9", "#000000"];
/// Names at the right keep so far apart.
const LINE_HEIGHT: f64 = 15.0;

/// A plot; lines without points are left out.
#[must_use]
pub fn plot(title: &str, [x_title, y_title]: [&str; 2], lines: &[Line]) -> String {
    let lines: Vec<&Line> = lines.iter().filter(|line| !line.1.is_empty()).collect();
    let all = || lines.iter().flat_map(|line| &line.1);
    let [x, y] = [Axis::over(all().map(|point| point.0)), Axis::over(all().map(|point| point.1))];
    let [left, top, right, bottom] = MARGINS;
    let at_x = |value: f64| left + x.place(value) * (WIDTH - left - right);
    let at_y = |value: f64| HEIGHT - bottom - y.place(value) * (HEIGHT - top - bottom);

    let mut svg = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" \
         font-size=\"12\">\n<title>{title}</title>\n<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n\
         <text x=\"{left}\" y=\"24\" font-size=\"15\">{title}</text>"
    );
    for tick in x.ticks() {
        let (at, low) = (at_x(tick), HEIGHT - bottom);
        let _ = writeln!(
            svg,
            "<path d=\"M{at:.1} {top}V{low}\" stroke=\"#ddd\"/><text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            low + 16.0,
            short(tick)
        );
    }
    for tick in y.ticks() {
        let (at, end) = (at_y(tick), WIDTH - right);
        let _ = writeln!(
            svg,
            "<path d=\"M{left} {at:.1}H{end}\" stroke=\"#ddd\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            left - 6.0,
            at + 4.0,
            short(tick)
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{x_title}</text>\n\
         <text transform=\"translate(16 {:.1}) rotate(-90)\" text-anchor=\"middle\">{y_title}</text>",
        (left + WIDTH - right) / 2.0,
        HEIGHT - 10.0,
        (top + HEIGHT - bottom) / 2.0
    );
    let mut names: Vec<(f64, usize)> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let color = COLORS[number % COLORS.len()];
        let points: Vec<(f64, f64)> = line.1.iter().map(|&(a, b)| (at_x(a), at_y(b))).collect();
        let path: Vec<String> = points.iter().map(|(a, b)| format!("{a:.1},{b:.1}")).collect();
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>",
            path.join(" ")
        );
        for (a, b) in &points {
            let _ = writeln!(svg, "<circle cx=\"{a:.1}\" cy=\"{b:.1}\" r=\"3\" fill=\"{color}\"/>");
        }
        names.extend(points.last().map(|&(_, b)| (b, number)));
    }
    names.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free = top;
    let mut left_over = names.len();
    for (at, number) in names {
        // Not above the one before, and low enough to leave room for those to come.
        let lowest = HEIGHT - bottom - (left_over - 1) as f64 * LINE_HEIGHT;
        let at = at.max(free).min(lowest.max(free));
        (free, left_over) = (at + LINE_HEIGHT, left_over - 1);
        let (x, y, color) = (WIDTH - right + 10.0, at + 4.0, COLORS[number % COLORS.len()]);
        let _ = writeln!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\" fill=\"{color}\">{}</text>", lines[number].0);
    }
    svg.push_str("</svg>\n");
    svg
}

/// A logarithmic axis.
struct Axis {
    low: f64,
    high: f64,
}

impl Axis {
    fn over(values: impl Iterator<Item = f64>) -> Self {
        let (low, high) = values
            .filter(|value| *value > 0.0)
            .fold((f64::INFINITY, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        if low > high {
            return Self { low: 1.0, high: 10.0 };
        }
        Self { low: low / 1.15, high: high * 1.15 }
    }

    /// From 0 at the low end to 1 at the high one.
    fn place(&self, value: f64) -> f64 {
        ((value.max(self.low)).log10() - self.low.log10()) / (self.high.log10() - self.low.log10())
    }

    /// Powers of ten; on a short axis also twice and five times those.
    fn ticks(&self) -> Vec<f64> {
        let steps: &[f64] = if self.high / self.low > 500.0 { &[1.0] } else { &[1.0, 2.0, 5.0] };
        let powers = self.low.log10().floor() as i32..=self.high.log10().ceil() as i32;
        let all = powers.flat_map(|power| steps.iter().map(move |step| step * 10_f64.powi(power)));
        all.filter(|tick| (self.low..=self.high).contains(tick)).collect()
    }
}

/// A number as a tick shows it.
fn short(value: f64) -> String {
    match value {
        value if value >= 1e6 => format!("{:.0}M", value / 1e6),
        value if value >= 1e3 => format!("{:.0}k", value / 1e3),
        value if value >= 1.0 => format!("{value:.0}"),
        value => format!("{value:.2}").trim_start_matches('0').trim_end_matches('0').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_drawn_and_named_and_names_do_not_cover_each_other() {
        let line = |name: &str, y: f64| (name.to_owned(), vec![(1e3, y), (1e6, y / 2.0)]);
        let svg = plot("Speed", ["entries", "MB/s"], &[line("one", 100.0), line("two", 101.0), line("three", 3.0)]);
        assert_eq!(svg.matches("<polyline").count(), 3);
        let mut heights: Vec<f64> = ["one", "two", "three"]
            .iter()
            .map(|name| {
                let before = svg.split(&format!(">{name}</text>")).next().unwrap();
                let y = before.rsplit("y=\"").next().unwrap().split('"').next().unwrap();
                y.parse().unwrap()
            })
            .collect();
        heights.sort_by(f64::total_cmp);
        assert!(heights.windows(2).all(|pair| pair[1] - pair[0] >= LINE_HEIGHT - 0.11), "{heights:?}");
        assert!(heights.iter().all(|height| *height < HEIGHT));
    }

    #[test]
    fn ticks_are_numbers_people_count_in() {
        let axis = Axis { low: 0.9, high: 60.0 };
        assert_eq!(axis.ticks(), [1.0, 2.0, 5.0, 10.0, 20.0, 50.0]);
        assert_eq!([1e6, 2e4, 5.0, 0.5].map(short), ["1M", "20k", "5", ".5"]);
    }
}
