//! Written by `cargo xtask diagnostics`.

use super::StoredExample;

/// The name of each example, and its files.
#[rustfmt::skip]
pub(super) const EXAMPLES: &[StoredExample] = &[
    ("SW0001", &[
        ("output.txt", include_bytes!("SW0001/output.txt")),
    ]),
    ("SW0002", &[
        ("api.yaml", include_bytes!("SW0002/api.yaml")),
        ("output.txt", include_bytes!("SW0002/output.txt")),
    ]),
    ("SW0003", &[
        ("api.yaml", include_bytes!("SW0003/api.yaml")),
        ("output.txt", include_bytes!("SW0003/output.txt")),
    ]),
    ("SW0004", &[
        ("api.yaml", include_bytes!("SW0004/api.yaml")),
        ("output.txt", include_bytes!("SW0004/output.txt")),
    ]),
    ("SW0005", &[
        ("api.yaml", include_bytes!("SW0005/api.yaml")),
        ("output.txt", include_bytes!("SW0005/output.txt")),
    ]),
    ("SW0006", &[
        ("api.json", include_bytes!("SW0006/api.json")),
        ("output.txt", include_bytes!("SW0006/output.txt")),
    ]),
    ("SW0007", &[
        ("api.yaml", include_bytes!("SW0007/api.yaml")),
        ("output.txt", include_bytes!("SW0007/output.txt")),
    ]),
    ("SW0008", &[
        ("api.json", include_bytes!("SW0008/api.json")),
        ("output.txt", include_bytes!("SW0008/output.txt")),
    ]),
    ("SW0009", &[
        ("api.yaml", include_bytes!("SW0009/api.yaml")),
        ("sdkwright.toml", include_bytes!("SW0009/sdkwright.toml")),
        ("output.txt", include_bytes!("SW0009/output.txt")),
    ]),
    ("SW0010", &[
        ("api.yaml", include_bytes!("SW0010/api.yaml")),
        ("sdkwright.toml", include_bytes!("SW0010/sdkwright.toml")),
        ("output.txt", include_bytes!("SW0010/output.txt")),
    ]),
    ("SW0011", &[
        ("api.yaml", include_bytes!("SW0011/api.yaml")),
        ("pets.yaml", include_bytes!("SW0011/pets.yaml")),
        ("sdkwright.toml", include_bytes!("SW0011/sdkwright.toml")),
        ("output.txt", include_bytes!("SW0011/output.txt")),
    ]),
    ("SW0012", &[
        ("api.yaml", include_bytes!("SW0012/api.yaml")),
        ("sdkwright.toml", include_bytes!("SW0012/sdkwright.toml")),
        ("output.txt", include_bytes!("SW0012/output.txt")),
    ]),
    ("SW0101", &[
        ("api.yaml", include_bytes!("SW0101/api.yaml")),
        ("overlay.yaml", include_bytes!("SW0101/overlay.yaml")),
        ("output.txt", include_bytes!("SW0101/output.txt")),
    ]),
    ("SW0102", &[
        ("api.yaml", include_bytes!("SW0102/api.yaml")),
        ("overlay.yaml", include_bytes!("SW0102/overlay.yaml")),
        ("output.txt", include_bytes!("SW0102/output.txt")),
    ]),
    ("SW0103", &[
        ("api.yaml", include_bytes!("SW0103/api.yaml")),
        ("overlay.yaml", include_bytes!("SW0103/overlay.yaml")),
        ("output.txt", include_bytes!("SW0103/output.txt")),
    ]),
    ("SW0111", &[
        ("api.yaml", include_bytes!("SW0111/api.yaml")),
        ("sdkwright.toml", include_bytes!("SW0111/sdkwright.toml")),
        ("output.txt", include_bytes!("SW0111/output.txt")),
    ]),
    ("SW0112", &[
        ("api.yaml", include_bytes!("SW0112/api.yaml")),
        ("sdkwright.toml", include_bytes!("SW0112/sdkwright.toml")),
        ("output.txt", include_bytes!("SW0112/output.txt")),
    ]),
    ("SW0113", &[
        ("api.yaml", include_bytes!("SW0113/api.yaml")),
        ("sdkwright.toml", include_bytes!("SW0113/sdkwright.toml")),
        ("output.txt", include_bytes!("SW0113/output.txt")),
    ]),
    ("SW0201", &[
        ("api.yaml", include_bytes!("SW0201/api.yaml")),
        ("output.txt", include_bytes!("SW0201/output.txt")),
    ]),
    ("SW0202", &[
        ("api.yaml", include_bytes!("SW0202/api.yaml")),
        ("output.txt", include_bytes!("SW0202/output.txt")),
    ]),
    ("SW0203", &[
        ("api.yaml", include_bytes!("SW0203/api.yaml")),
        ("output.txt", include_bytes!("SW0203/output.txt")),
    ]),
    ("SW0204", &[
        ("api.yaml", include_bytes!("SW0204/api.yaml")),
        ("output.txt", include_bytes!("SW0204/output.txt")),
    ]),
    ("SW0205", &[
        ("api.yaml", include_bytes!("SW0205/api.yaml")),
        ("output.txt", include_bytes!("SW0205/output.txt")),
    ]),
    ("SW0206", &[
        ("api.yaml", include_bytes!("SW0206/api.yaml")),
        ("output.txt", include_bytes!("SW0206/output.txt")),
    ]),
    ("SW0207", &[
        ("api.yaml", include_bytes!("SW0207/api.yaml")),
        ("output.txt", include_bytes!("SW0207/output.txt")),
    ]),
    ("SW0207_in_an_overlay", &[
        ("api.yaml", include_bytes!("SW0207_in_an_overlay/api.yaml")),
        ("overlay.yaml", include_bytes!("SW0207_in_an_overlay/overlay.yaml")),
        ("output.txt", include_bytes!("SW0207_in_an_overlay/output.txt")),
    ]),
    ("SW0207_in_another_file", &[
        ("api.yaml", include_bytes!("SW0207_in_another_file/api.yaml")),
        ("pet.yaml", include_bytes!("SW0207_in_another_file/pet.yaml")),
        ("output.txt", include_bytes!("SW0207_in_another_file/output.txt")),
    ]),
    ("SW0207_of_a_mapping", &[
        ("api.yaml", include_bytes!("SW0207_of_a_mapping/api.yaml")),
        ("output.txt", include_bytes!("SW0207_of_a_mapping/output.txt")),
    ]),
    ("SW0208", &[
        ("api.yaml", include_bytes!("SW0208/api.yaml")),
        ("pet.yaml", include_bytes!("SW0208/pet.yaml")),
        ("output.txt", include_bytes!("SW0208/output.txt")),
    ]),
    ("SW0209", &[
        ("api.yaml", include_bytes!("SW0209/api.yaml")),
        ("output.txt", include_bytes!("SW0209/output.txt")),
    ]),
    ("SW0301", &[
        ("api.yaml", include_bytes!("SW0301/api.yaml")),
        ("output.txt", include_bytes!("SW0301/output.txt")),
    ]),
    ("SW0302", &[
        ("api.yaml", include_bytes!("SW0302/api.yaml")),
        ("output.txt", include_bytes!("SW0302/output.txt")),
    ]),
    ("SW0303", &[
        ("api.yaml", include_bytes!("SW0303/api.yaml")),
        ("output.txt", include_bytes!("SW0303/output.txt")),
    ]),
    ("SW0304", &[
        ("api.yaml", include_bytes!("SW0304/api.yaml")),
        ("output.txt", include_bytes!("SW0304/output.txt")),
    ]),
    ("SW0305", &[
        ("api.yaml", include_bytes!("SW0305/api.yaml")),
        ("output.txt", include_bytes!("SW0305/output.txt")),
    ]),
    ("SW0306", &[
        ("api.yaml", include_bytes!("SW0306/api.yaml")),
        ("output.txt", include_bytes!("SW0306/output.txt")),
    ]),
    ("SW0307", &[
        ("api.yaml", include_bytes!("SW0307/api.yaml")),
        ("output.txt", include_bytes!("SW0307/output.txt")),
    ]),
    ("SW0308", &[
        ("api.yaml", include_bytes!("SW0308/api.yaml")),
        ("output.txt", include_bytes!("SW0308/output.txt")),
    ]),
    ("SW0309", &[
        ("api.yaml", include_bytes!("SW0309/api.yaml")),
        ("output.txt", include_bytes!("SW0309/output.txt")),
    ]),
    ("SW0403", &[
        ("api.yaml", include_bytes!("SW0403/api.yaml")),
        ("output.txt", include_bytes!("SW0403/output.txt")),
    ]),
    ("SW0404", &[
        ("api.yaml", include_bytes!("SW0404/api.yaml")),
        ("output.txt", include_bytes!("SW0404/output.txt")),
    ]),
    ("SW0405", &[
        ("api.yaml", include_bytes!("SW0405/api.yaml")),
        ("output.txt", include_bytes!("SW0405/output.txt")),
    ]),
    ("SW0406", &[
        ("api.yaml", include_bytes!("SW0406/api.yaml")),
        ("output.txt", include_bytes!("SW0406/output.txt")),
    ]),
    ("SW0407", &[
        ("api.yaml", include_bytes!("SW0407/api.yaml")),
        ("output.txt", include_bytes!("SW0407/output.txt")),
    ]),
    ("SW0408", &[
        ("api.yaml", include_bytes!("SW0408/api.yaml")),
        ("output.txt", include_bytes!("SW0408/output.txt")),
    ]),
    ("SW0409", &[
        ("api.yaml", include_bytes!("SW0409/api.yaml")),
        ("output.txt", include_bytes!("SW0409/output.txt")),
    ]),
    ("SW0410", &[
        ("api.yaml", include_bytes!("SW0410/api.yaml")),
        ("output.txt", include_bytes!("SW0410/output.txt")),
    ]),
    ("SW0411", &[
        ("api.yaml", include_bytes!("SW0411/api.yaml")),
        ("output.txt", include_bytes!("SW0411/output.txt")),
    ]),
    ("SW0412", &[
        ("api.yaml", include_bytes!("SW0412/api.yaml")),
        ("output.txt", include_bytes!("SW0412/output.txt")),
    ]),
    ("SW0413", &[
        ("api.yaml", include_bytes!("SW0413/api.yaml")),
        ("output.txt", include_bytes!("SW0413/output.txt")),
    ]),
    ("SW0420", &[
        ("api.yaml", include_bytes!("SW0420/api.yaml")),
        ("output.txt", include_bytes!("SW0420/output.txt")),
    ]),
    ("SW0501", &[
        ("api.yaml", include_bytes!("SW0501/api.yaml")),
        ("output.txt", include_bytes!("SW0501/output.txt")),
    ]),
    ("SW0502", &[
        ("api.yaml", include_bytes!("SW0502/api.yaml")),
        ("output.txt", include_bytes!("SW0502/output.txt")),
    ]),
    ("SW0503", &[
        ("api.yaml", include_bytes!("SW0503/api.yaml")),
        ("output.txt", include_bytes!("SW0503/output.txt")),
    ]),
    ("SW0901", &[
        ("api.yaml", include_bytes!("SW0901/api.yaml")),
        ("sdk/.sdkwright.json", include_bytes!("SW0901/sdk/.sdkwright.json")),
        ("sdk/README.md", include_bytes!("SW0901/sdk/README.md")),
        ("output.txt", include_bytes!("SW0901/output.txt")),
    ]),
    ("SW0902", &[
        ("api.yaml", include_bytes!("SW0902/api.yaml")),
        ("sdk/README.md", include_bytes!("SW0902/sdk/README.md")),
        ("output.txt", include_bytes!("SW0902/output.txt")),
    ]),
    ("SW0904", &[
        ("api.yaml", include_bytes!("SW0904/api.yaml")),
        ("sdk", include_bytes!("SW0904/sdk")),
        ("output.txt", include_bytes!("SW0904/output.txt")),
    ]),
    ("SW0905", &[
        ("api.yaml", include_bytes!("SW0905/api.yaml")),
        ("sdk/.sdkwright.json", include_bytes!("SW0905/sdk/.sdkwright.json")),
        ("output.txt", include_bytes!("SW0905/output.txt")),
    ]),
    ("SW0906", &[
        ("api.yaml", include_bytes!("SW0906/api.yaml")),
        ("sdk/.sdkwright.json", include_bytes!("SW0906/sdk/.sdkwright.json")),
        ("sdk/docs/Dog.md", include_bytes!("SW0906/sdk/docs/Dog.md")),
        ("output.txt", include_bytes!("SW0906/output.txt")),
    ]),
    ("SW0907", &[
        ("api.yaml", include_bytes!("SW0907/api.yaml")),
        ("sdkwright.toml", include_bytes!("SW0907/sdkwright.toml")),
        ("output.txt", include_bytes!("SW0907/output.txt")),
    ]),
];
